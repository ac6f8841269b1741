package dev.trashops.plan.observe;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy.Scope;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The projects or workflows that somebody may have meant who wrote another slug, active and in the Trash. What was not read is not
 * suggested, and nothing is read for it.
 *
 * @param scope what may be told
 */
public record SimilarSlugs(ObservedWorkspace workspace, Scope scope) {
    private static final int MOST = 3;

    /** One difference for so many characters. */
    private static final int PER_DIFFERENCE = 4;

    private record Candidate(ItemKey item, int distance) {}

    /** The nearest, at most three, the same slug of the other kind first. */
    public List<ItemKey> to(ItemKey wanted) {
        boolean workflow = wanted.type() == ItemType.WORKFLOW;
        String slug = plain(wanted.slug());
        int most = Math.max(1, Math.min(MOST, slug.length() / PER_DIFFERENCE));
        Stream<Candidate> others = all(!workflow)
                .filter(other -> other.slug().equals(wanted.slug()))
                .map(other -> new Candidate(other, -1));
        Stream<Candidate> near = all(workflow)
                .filter(other -> !other.slug().equals(wanted.slug()))
                .map(other -> new Candidate(other, distance(slug, plain(other.slug()), most)))
                .filter(candidate -> candidate.distance() <= most + 1);
        return Stream.concat(others, near)
                .filter(candidate -> candidate.item().hasValidSlug() && scope.includes(candidate.item()))
                .sorted(Comparator.comparing(Candidate::distance).thenComparing(Candidate::item))
                .map(Candidate::item)
                .distinct()
                .limit(MOST)
                .toList();
    }

    private Stream<ItemKey> all(boolean workflows) {
        return workflows
                ? KnownSlugs.ofWorkflows(workspace).stream().distinct().map(ItemKey::workflow)
                : KnownSlugs.ofProjects(workspace).stream().distinct().map(ItemKey::project);
    }

    /** People mix these up. */
    private static String plain(String slug) {
        return slug.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
    }

    /** Roboflow makes slugs longer that are taken already, so one that goes on is near, too. */
    private static int distance(String wanted, String other, int most) {
        return other.startsWith(wanted + "-") || wanted.startsWith(other + "-") ? most + 1 : edits(wanted, other, most);
    }

    /** How many characters have to be changed, added, left out or swapped with the next; more than {@code most + 1} if more than most. */
    private static int edits(String from, String to, int most) {
        int tooMany = most + 2;
        if (Math.abs(from.length() - to.length()) > most) {
            return tooMany;
        }
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            int least = i;
            for (int j = 1; j <= to.length(); j++) {
                int changed = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(last[j - 1] + changed, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                least = Math.min(least, row[j]);
            }
            if (least > most) {
                return tooMany;
            }
            beforeLast = last;
            last = row;
        }
        return last[to.length()] <= most ? last[to.length()] : tooMany;
    }
}
