package dev.trashops.sandbox.seed;

import dev.trashops.sandbox.json.JsonFields;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.Slugs;
import dev.trashops.sandbox.workspace.TrainingJob;
import dev.trashops.sandbox.workspace.Version;
import dev.trashops.sandbox.workspace.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the items of a seed, active or in Trash alike, and fills in what it leaves out. */
final class ItemReader {
    static final String PROJECT = "slug, name, id, created, updated, images, versions";
    static final String WORKFLOW = "slug, name, id, created";
    static final String VERSION = "number, name, created, images, trained, training, generating, trainings";
    static final String TRAINING = "id, status, start, end";

    private static final Duration DEFAULT_AGE = Duration.ofDays(365);
    private static final Duration TRAINING_TIME = Duration.ofHours(2);
    private static final int DEFAULT_IMAGES = 100;

    private final Instant now;
    private final IdGenerator ids;
    private final Set<String> seenIds = new HashSet<>();

    ItemReader(Instant now, IdGenerator ids) {
        this.now = now;
        this.ids = ids;
    }

    Project project(JsonFields fields, String slug) {
        List<Version> versions = fields.objects("versions").stream()
                .map(version -> version(version.only(VERSION)))
                .toList();
        if (versions.stream().map(Version::number).distinct().count() < versions.size()) {
            throw fields.bad("versions", "holds a number twice");
        }
        Instant created = created(fields);
        return new Project(
                slug,
                name(fields, slug),
                id(fields),
                created,
                fields.moment("updated", now).orElse(created),
                images(fields),
                versions);
    }

    Version version(JsonFields fields) {
        int number = fields.requiredNumber("number", 1);
        Instant created = created(fields);
        return new Version(
                number,
                fields.text("name").orElse("Version " + number),
                created,
                images(fields),
                fields.flag("generating").orElse(false),
                fields.has("trainings") ? trainings(fields) : impliedTrainings(fields, created));
    }

    private List<TrainingJob> impliedTrainings(JsonFields fields, Instant created) {
        List<TrainingJob> implied = new ArrayList<>();
        if (fields.flag("trained").orElse(false)) {
            implied.add(new TrainingJob(ids.next(), "finished", created, Optional.of(created.plus(TRAINING_TIME))));
        }
        if (fields.flag("training").orElse(false)) {
            implied.add(new TrainingJob(ids.next(), "running", now.minus(TRAINING_TIME), Optional.empty()));
        }
        return List.copyOf(implied);
    }

    private List<TrainingJob> trainings(JsonFields fields) {
        List<TrainingJob> told = fields.objects("trainings").stream()
                .map(training -> training(training.only(TRAINING)))
                .toList();
        mustFit(fields, "trained", told.stream().anyMatch(TrainingJob::finished));
        mustFit(fields, "training", told.stream().anyMatch(TrainingJob::underWay));
        return told;
    }

    private static void mustFit(JsonFields fields, String name, boolean told) {
        if (fields.flag(name).orElse(told) != told) {
            throw fields.bad(name, "does not fit trainings: change one of the two, or leave it out");
        }
    }

    TrainingJob training(JsonFields fields) {
        return new TrainingJob(
                id(fields),
                fields.word("status", TrainingJob.STATUSES).orElse("finished"),
                fields.moment("start", now).orElse(now.minus(DEFAULT_AGE)),
                fields.moment("end", now));
    }

    Workflow workflow(JsonFields fields, String slug) {
        return new Workflow(slug, name(fields, slug), id(fields), created(fields));
    }

    private String id(JsonFields fields) {
        String id = fields.text("id").orElseGet(ids::next);
        if (!seenIds.add(id)) {
            throw fields.bad("id", "is used twice: every id must be unique");
        }
        return id;
    }

    private Instant created(JsonFields fields) {
        return fields.moment("created", now).orElse(now.minus(DEFAULT_AGE));
    }

    private int images(JsonFields fields) {
        return fields.number("images", 0).orElse(DEFAULT_IMAGES);
    }

    static String name(JsonFields fields, String slug) {
        return fields.text("name").orElseGet(() -> Slugs.nameOf(slug));
    }
}
