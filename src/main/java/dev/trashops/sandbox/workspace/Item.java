package dev.trashops.sandbox.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
     * @param published whether it is on Roboflow Universe, where others download and fork it
     */
    record Project(
            String slug,
            String name,
            String id,
            Instant created,
            Instant updated,
            int images,
            @JsonProperty("public") boolean published,
            List<Version> versions)
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

        /** This project with another slug and name, which counts as an update; its id and its creation stay. */
        public Project renamed(String newSlug, String newName, Instant now) {
            return new Project(newSlug, newName, id, created, now, images, published, versions);
        }

        public Project withPublic(boolean shown) {
            return new Project(slug, name, id, created, updated, images, shown, versions);
        }

        public Project withImages(int left) {
            return new Project(slug, name, id, created, updated, left, published, versions);
        }

        Project withVersions(Stream<Version> changed) {
            return new Project(slug, name, id, created, updated, images, published, changed.toList());
        }
    }

    /**
     * A dataset version.
     *
     * @param number from 1, unique in its project and never given twice
     * @param generating still being built
     * @param modelsShownIn the fields of a read of the version that tell of its models and its last training, of {@link
     *     #MODEL_FIELDS}; with none of them only the list of its trainings does
     */
    record Version(
            int number,
            String name,
            Instant created,
            int images,
            boolean generating,
            List<String> modelsShownIn,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TrainingJob> trainings)
            implements Item {
        public static final List<String> MODEL_FIELDS = List.of("model", "train", "train.model", "models");
        public static final List<String> USUAL_MODEL_FIELDS = List.of("model", "train");

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
            return trainings.stream().anyMatch(TrainingJob::hasModels);
        }

        @JsonProperty("training")
        public boolean training() {
            return trainings.stream().anyMatch(TrainingJob::inFlight);
        }

        /** The run whose model the endpoint of the version serves: the oldest that has one. */
        public Optional<TrainingJob> serving() {
            return trainings.stream().filter(TrainingJob::hasModels).min(Comparator.comparing(TrainingJob::start));
        }

        /** The id of the model that a run makes: the version's own while there is no other run, else one of the run. */
        public String modelIdFor(TrainingJob run, String workspace, String project) {
            return trainings.stream().allMatch(other -> other.id.equals(run.id))
                    ? project + "/" + number
                    : workspace + "/" + project + "-" + number + "-" + run.id.replace('/', '-');
        }

        public Version withName(String newName) {
            return new Version(number, newName, created, images, generating, modelsShownIn, trainings);
        }

        /** This version with the training added, or put in place of the one of its id. */
        public Version with(TrainingJob training) {
            boolean known = trainings.stream().anyMatch(other -> other.id.equals(training.id));
            return withTrainings(
                    known
                            ? trainings.stream().map(other -> other.id.equals(training.id) ? training : other)
                            : Stream.concat(trainings.stream(), Stream.of(training)));
        }

        public Version without(TrainingJob training) {
            return withTrainings(trainings.stream().filter(other -> !other.equals(training)));
        }

        /** In-flight trainings end when a version or its project goes to Trash (manage-trash page, first section). */
        Version withTrainingsCancelled(Instant now) {
            return withTrainings(
                    trainings.stream().map(training -> training.inFlight() ? training.cancelled(now) : training));
        }

        private Version withTrainings(Stream<TrainingJob> changed) {
            return new Version(number, name, created, images, generating, modelsShownIn, changed.toList());
        }
    }

    /**
     * A workflow: its slug is its {@code url}; the listing of active workflows shows its id too.
     *
     * @param config its specification, JSON as a text, where steps name models in {@code model_id}
     */
    record Workflow(String slug, String name, String id, Instant created, String config) implements Item {
        public static final String EMPTY_CONFIG = "{\"specification\":{\"steps\":[]}}";

        @Override
        public String type() {
            return "workflow";
        }
    }

    /**
     * A training run of a version.
     *
     * @param version the number of its version
     * @param id opaque; older ones have the form {@code workspace/project/3}
     * @param status one of {@link #STATUSES}
     * @param end when it came to rest; empty while in flight
     * @param models the ids of its models; without it a finished run has one, named like the version, and others none
     */
    record TrainingJob(
            @JsonIgnore int version,
            String id,
            String status,
            Instant start,
            Optional<Instant> end,
            Optional<List<String>> models,
            @JsonUnwrapped Kind kind)
            implements Item {
        public static final List<String> STATUSES =
                List.of("queued", "mining", "running", "training", "finished", "stopped", "failed", "cancelled");

        private static final List<String> IN_FLIGHT = STATUSES.subList(0, 4);

        /** What is trained: the words that the list of trainings shows for it. */
        public record Kind(String jobType, String modelType, Optional<String> modelGroup) {
            public static final Kind USUAL = new Kind("train", "rfdetr-base", Optional.empty());
        }

        @Override
        public String type() {
            return "training";
        }

        public boolean hasModels() {
            return models.map(ids -> !ids.isEmpty()).orElse(status.equals("finished"));
        }

        /** The ids of its models, where the version is reached as {@code project/3}. */
        public List<String> modelIds(String project) {
            return hasModels() ? models.orElseGet(() -> List.of(project + "/" + version)) : List.of();
        }

        public boolean inFlight() {
            return IN_FLIGHT.contains(status);
        }

        public TrainingJob cancelled(Instant now) {
            return ended("cancelled", models, now);
        }

        /** This run at rest. */
        public TrainingJob ended(String how, Optional<List<String>> made, Instant now) {
            return new TrainingJob(version, id, how, start, Optional.of(now), made, kind);
        }
    }
}
