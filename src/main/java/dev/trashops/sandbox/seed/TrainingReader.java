package dev.trashops.sandbox.seed;

import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.TrainingJob.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the trainings of a version: listed one by one, or implied by {@code trained} and {@code training}. */
final class TrainingReader {
    static final String FIELDS = "id, status, start, end, models, jobType, modelType, modelGroup";

    private static final Duration TRAINING_TIME = Duration.ofHours(2);
    private static final Duration DEFAULT_AGE = Duration.ofDays(365);

    private final Instant now;
    private final UniqueIds ids;

    TrainingReader(Instant now, UniqueIds ids) {
        this.now = now;
        this.ids = ids;
    }

    /**
     * The trainings of a version.
     *
     * @param project its path, {@code workspace/project}
     */
    List<TrainingJob> of(JsonFields version, int number, Instant created, String project) {
        if (!version.has("trainings")) {
            return implied(version, number, created);
        }
        List<TrainingJob> trainings = new ArrayList<>();
        boolean named = false;
        for (JsonFields fields : version.objects("trainings")) {
            TrainingJob run = one(fields.only(FIELDS), number);
            trainings.add(named ? withOwnModel(run, project + "-" + number + "-" + (trainings.size() + 1)) : run);
            named = named || (run.models().isEmpty() && run.hasModels());
        }
        mustFit(version, "trained", trainings.stream().anyMatch(TrainingJob::hasModels));
        mustFit(version, "training", trainings.stream().anyMatch(TrainingJob::inFlight));
        return List.copyOf(trainings);
    }

    TrainingJob one(JsonFields fields, int version) {
        return new TrainingJob(
                version,
                ids.of(fields),
                fields.oneOf("status", TrainingJob.STATUSES).orElse("finished"),
                fields.moment("start", now).orElse(now.minus(DEFAULT_AGE)),
                fields.moment("end", now),
                fields.texts("models"),
                new Kind(
                        fields.text("jobType").orElse(Kind.USUAL.jobType()),
                        fields.text("modelType").orElse(Kind.USUAL.modelType()),
                        fields.text("modelGroup")));
    }

    /** Only one run has the model that is named like the version. */
    private static TrainingJob withOwnModel(TrainingJob run, String model) {
        return run.models().isPresent() || !run.hasModels()
                ? run
                : new TrainingJob(
                        run.version(),
                        run.id(),
                        run.status(),
                        run.start(),
                        run.end(),
                        Optional.of(List.of(model)),
                        run.kind());
    }

    private static void mustFit(JsonFields fields, String name, boolean actual) {
        if (fields.flag(name).orElse(actual) != actual) {
            throw fields.bad(name, "does not fit trainings: change one of the two, or leave it out");
        }
    }

    private List<TrainingJob> implied(JsonFields fields, int version, Instant created) {
        List<TrainingJob> implied = new ArrayList<>();
        if (fields.flag("trained").orElse(false)) {
            Optional<Instant> end = Optional.of(created.plus(TRAINING_TIME));
            implied.add(new TrainingJob(version, ids.made(), "finished", created, end, Optional.empty(), Kind.USUAL));
        }
        if (fields.flag("training").orElse(false)) {
            Instant start = now.minus(TRAINING_TIME);
            implied.add(new TrainingJob(
                    version, ids.made(), "running", start, Optional.empty(), Optional.empty(), Kind.USUAL));
        }
        return List.copyOf(implied);
    }
}
