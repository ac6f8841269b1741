package dev.trashops.plan.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names in the specification of a workflow. They are all that is kept of it.
 *
 * @param paths whatever may be a slug or a path of slugs, by its segments, in lower case
 */
public record WorkflowSpecification(Set<List<String>> paths) {
    private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9_./-]+");
    private static final Pattern ENCODED = Pattern.compile("%2f|\\\\/");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d*");

    public WorkflowSpecification {
        paths = Set.copyOf(paths);
    }

    /** Made of these strings. */
    public static WorkflowSpecification of(Collection<String> strings) {
        return new WorkflowSpecification(strings.stream()
                .map(string -> ENCODED.matcher(lower(string)).replaceAll("/"))
                .flatMap(BETWEEN::splitAsStream)
                .map(word -> path(word.replaceAll("\\.+$", "")))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Whether it names a model of that item, in whatever case: {@code project/3} for a version, any {@code project/<number>}
     * for a project, both also behind the workspace, or one of the models' own ids.
     */
    public boolean names(ItemKey item, Set<String> models) {
        List<List<String>> ids = models.stream()
                .map(id -> path(lower(id)))
                .filter(id -> !id.isEmpty())
                .toList();
        String project = lower(item.slug());
        return paths.stream()
                .anyMatch(path ->
                        namesVersion(path, project, item) || ids.stream().anyMatch(id -> namesModel(path, id)));
    }

    /** Whether it names a model of that workspace, {@code workspace/name}, that is none of a numbered version. */
    public boolean namesModelOf(String workspace) {
        return paths.stream().anyMatch(path -> namesModelOf(path, lower(workspace)));
    }

    private static boolean namesModelOf(List<String> path, String workspace) {
        int at = path.indexOf(workspace) + 1;
        return at > 0 && at < path.size() && !isNumber(path, at) && !isNumber(path, at + 1);
    }

    private static boolean isNumber(List<String> path, int at) {
        return at < path.size() && NUMBER.matcher(path.get(at)).matches();
    }

    private static boolean namesVersion(List<String> path, String project, ItemKey item) {
        for (int at = 1; at < path.size(); at++) {
            String number = path.get(at);
            boolean fits = item.type() == ItemType.PROJECT
                    ? NUMBER.matcher(number).matches()
                    : number.equals(String.valueOf(item.version()));
            if (fits && path.get(at - 1).equals(project)) {
                return true;
            }
        }
        return false;
    }

    /** Either the whole id, or what comes last in it, unless that is a mere number. */
    private static boolean namesModel(List<String> path, List<String> id) {
        String last = id.get(id.size() - 1);
        return Collections.indexOfSubList(path, id) >= 0
                || (!NUMBER.matcher(last).matches() && path.contains(last));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static List<String> path(String word) {
        return Arrays.stream(word.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
