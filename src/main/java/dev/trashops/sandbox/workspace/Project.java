package dev.trashops.sandbox.workspace;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A project with its active versions.
 *
 * @param id the internal id, which no read of an active project tells
 */
public record Project(
        String slug, String name, String id, Instant created, Instant updated, int images, List<Version> versions) {
    /** The active version of that number. */
    public Optional<Version> version(int number) {
        return versions.stream().filter(version -> version.number() == number).findFirst();
    }

    /** This project with the version added, or put in place of the one of its number. */
    public Project with(Version version) {
        return withVersions(Stream.concat(
                        versions.stream().filter(other -> other.number() != version.number()), Stream.of(version))
                .sorted(Comparator.comparingInt(Version::number))
                .toList());
    }

    Project without(Version version) {
        return withVersions(
                versions.stream().filter(other -> !other.equals(version)).toList());
    }

    /** This project with another slug, which counts as an update. */
    public Project withSlug(String newSlug, Instant now) {
        return new Project(newSlug, name, id, created, now, images, versions);
    }

    Project withTrainingsCancelled(Instant now) {
        return withVersions(versions.stream()
                .map(version -> version.withTrainingsCancelled(now))
                .toList());
    }

    private Project withVersions(List<Version> newVersions) {
        return new Project(slug, name, id, created, updated, images, newVersions);
    }
}
