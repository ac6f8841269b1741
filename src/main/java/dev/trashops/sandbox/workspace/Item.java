package dev.trashops.sandbox.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a workspace holds and what can be in its Trash. The components have the names of the seed format. */
public sealed interface Item {
    /** Its id in the Trash: the internal id, or the number of a version. */
    String id();

    /** The word Roboflow uses for its type. */
    String type();

    /** A name for people: {@code my-detector} becomes {@code My Detector}. */
    static String nameOf(String slug) {
        return Arrays.stream(slug.split("[-_]+", 0))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /**
     * A project with its active versions.
     *
     * @param id the internal id, which no read of an active project shows
     */
    record Project(
            String slug, String name, String id, Instant created, Instant updated, int images, List<Version> versions)
            implements Item {
        @Override
        public String type() {
            return "project";
        }

        /** The active version of that number. */
        public Optional<Version> version(int number) {
            return versions.stream().filter(version -> version.number == number).findFirst();
        }

        /** This project with the version added, or put in place of the one of its number. */
        public Project with(Version version) {
            return withVersions(Stream.concat(without(version).versions.stream(), Stream.of(version))
                    .sorted(Comparator.comparingInt(Version::number)));
        }

        Project without(Version version) {
            return withVersions(versions.stream().filter(other -> other.number != version.number));
        }

        /** This project with another slug, which counts as an update. */
        public Project withSlug(String newSlug, Instant now) {
            return new Project(newSlug, name, id, created, now, images, versions);
        }

        Project withVersions(Stream<Version> changed) {
            return new Project(slug, name, id, created, updated, images, changed.toList());
        }
    }

    /**
     * A dataset version.
     *
     * @param number from 1, unique in its project and never given twice
     * @param generating still being built
     */
    record Version(
            int number,
            String name,
            Instant created,
            int images,
            boolean generating,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TrainingJob> trainings)
            implements Item {
        @Override
        public String id() {
            return Integer.toString(number);
        }

        @Override
        public String type() {
            return "version";
        }

        @JsonProperty("trained")
        public boolean trained() {
            return trainings.stream().anyMatch(TrainingJob::finished);
        }

        @JsonProperty("training")
        public boolean training() {
            return trainings.stream().anyMatch(TrainingJob::underWay);
        }

        public Version withName(String newName) {
            return new Version(number, newName, created, images, generating, trainings);
        }

        Version with(TrainingJob training) {
            return withTrainings(Stream.concat(trainings.stream(), Stream.of(training)));
        }

        public Version without(TrainingJob training) {
            return withTrainings(trainings.stream().filter(other -> !other.equals(training)));
        }

        /** In-flight trainings end when a version or its project goes to Trash (manage-trash page, first section). */
        Version withTrainingsCancelled(Instant now) {
            return withTrainings(trainings.stream().map(training -> training.cancelledAt(now)));
        }

        private Version withTrainings(Stream<TrainingJob> changed) {
            return new Version(number, name, created, images, generating, changed.toList());
        }
    }

    /** A workflow: its slug is its {@code url}; the listing of active workflows shows its id too. */
    record Workflow(String slug, String name, String id, Instant created) implements Item {
        @Override
        public String type() {
            return "workflow";
        }
    }

    /**
     * A training job of a version. It can be in Trash only while the options let trainings be trashed.
     *
     * @param version the number of its version
     * @param id opaque
     * @param status one of {@link #STATUSES}
     * @param end when it came to rest; empty while under way
     */
    record TrainingJob(@JsonIgnore int version, String id, String status, Instant start, Optional<Instant> end)
            implements Item {
        public static final List<String> STATUSES = List.of("queued", "running", "finished", "failed", "cancelled");

        @Override
        public String type() {
            return "training";
        }

        public boolean finished() {
            return status.equals("finished");
        }

        public boolean underWay() {
            return status.equals("queued") || status.equals("running");
        }

        TrainingJob cancelledAt(Instant now) {
            return underWay() ? new TrainingJob(version, id, "cancelled", start, Optional.of(now)) : this;
        }
    }
}
