package dev.trashops.plan.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The words that the specification of a workflow is made of. They are all that is kept of it.
 *
 * @param words in lower case, whatever may be a slug or a path of slugs
 */
public record WorkflowSpecification(Set<String> words) {
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9_./-]+");
    private static final Pattern ENCODED = Pattern.compile("%2f|\\\\/");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d*");

    public WorkflowSpecification {
        words = Set.copyOf(words);
    }

    /** Made of these strings. */
    public static WorkflowSpecification of(Collection<String> strings) {
        Set<String> words = new TreeSet<>();
        for (String string : strings) {
            String plain = ENCODED.matcher(string.toLowerCase(Locale.ROOT)).replaceAll("/");
            BETWEEN.splitAsStream(plain)
                    .map(word -> word.replaceAll("\\.+$", ""))
                    .filter(word -> !word.isEmpty())
                    .forEach(words::add);
        }
        return new WorkflowSpecification(words);
    }

    /**
     * Whether it names a model of that item, in whatever case: {@code project/3} for a version, any {@code project/<number>}
     * for a project, both also behind the workspace, or one of the models' own ids.
     */
    public boolean names(ItemKey item, Set<String> models) {
        String project = item.slug().toLowerCase(Locale.ROOT);
        String version = String.valueOf(item.version());
        List<List<String>> ids = models.stream()
                .map(id -> path(id.toLowerCase(Locale.ROOT)))
                .filter(id -> !id.isEmpty())
                .toList();
        return words.stream().map(WorkflowSpecification::path).anyMatch(word -> {
            for (int at = 1; at < word.size(); at++) {
                boolean any = item.type() == ItemType.PROJECT
                        && NUMBER.matcher(word.get(at)).matches();
                if (word.get(at - 1).equals(project) && (any || word.get(at).equals(version))) {
                    return true;
                }
            }
            return ids.stream().anyMatch(id -> isNamed(id, word));
        });
    }

    /** Either the whole id, or what comes last in it, unless that is a mere number. */
    private static boolean isNamed(List<String> id, List<String> word) {
        String last = id.get(id.size() - 1);
        return Collections.indexOfSubList(word, id) >= 0
                || (!NUMBER.matcher(last).matches() && word.contains(last));
    }

    private static List<String> path(String word) {
        return Arrays.stream(word.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
