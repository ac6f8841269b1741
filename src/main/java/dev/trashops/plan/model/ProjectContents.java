package dev.trashops.plan.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A project with its versions.
 *
 * @param versions every version that is not in the Trash, by number
 */
public record ProjectContents(ActiveProject project, List<ActiveVersion> versions) {
    public ProjectContents {
        versions = versions.stream()
                .sorted(Comparator.comparingInt(ActiveVersion::number))
                .toList();
    }

    /** The version of that number; of several the first. */
    public Optional<ActiveVersion> version(int number) {
        int from = 0;
        int to = versions.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (versions.get(middle).number() < number) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < versions.size() && versions.get(from).number() == number
                ? Optional.of(versions.get(from))
                : Optional.empty();
    }
}
