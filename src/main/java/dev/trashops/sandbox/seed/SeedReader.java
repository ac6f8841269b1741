package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads workspaces from the seed format. Slugs, version numbers and keys are required; everything else has a default. Beside
 * the documented fields it knows those that {@link SeedWriter} adds so that nothing is lost on the way round: {@code
 * parentId}, {@code scheduledCleanupAt}, {@code trainings} and trash entries of type {@code training}.
 */
public final class SeedReader {
    private static final String PROJECT = "slug, name, id, created, updated, images, versions";
    private static final String WORKFLOW = "slug, name, id, created";
    private static final String VERSION = "number, name, created, images, trained, training, generating, trainings";
    private static final String TRAINING = "id, status, start, end";
    private static final String TRASHING = "deletedAt, scheduledCleanupAt, deletedBy, deletedByName";
    private static final String PARENT = "type, project, parentId, ";

    private static final Duration DEFAULT_AGE = Duration.ofDays(365);
    private static final Duration DEFAULT_TIME_IN_TRASH = Duration.ofDays(5);
    private static final Duration TRAINING_TIME = Duration.ofHours(2);
    private static final int DEFAULT_IMAGES = 100;

    private final Instant now;
    private final IdGenerator ids;
    private final Set<String> seenIds = new HashSet<>();

    public SeedReader(Instant now, IdGenerator ids) {
        this.now = now;
        this.ids = ids;
    }

    /**
     * The workspaces of a seed.
     *
     * @throws RefusalException for a field that is missing, misspelt or wrong
     */
    public List<Workspace> read(JsonNode seed) {
        JsonFields root = JsonFields.of(seed).only("workspaces");
        if (!root.has("workspaces")) {
            throw root.bad("workspaces", "is missing: write a list of workspaces");
        }
        ids.reserve(seed.findValuesAsText("id"));
        List<Workspace> workspaces = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (JsonFields fields : root.objects("workspaces")) {
            Workspace workspace = workspace(fields, slugs);
            if (!workspace.keys().stream().map(Workspace.Key::key).allMatch(keys::add)) {
                throw fields.bad("keys", "holds a key that another workspace or entry has too");
            }
            workspaces.add(workspace);
        }
        return workspaces;
    }

    private Workspace workspace(JsonFields fields, Set<String> taken) {
        fields.only("slug, name, keys, projects, workflows, trash");
        String slug = slug(fields, taken);
        List<Workspace.Key> keys =
                fields.objects("keys").stream().map(SeedReader::key).toList();
        Set<String> projectSlugs = reservedSlugs();
        List<Project> projects = fields.objects("projects").stream()
                .map(project -> project(project.only(PROJECT), projectSlugs))
                .toList();
        Set<String> workflowSlugs = new HashSet<>();
        List<Workflow> workflows = fields.objects("workflows").stream()
                .map(workflow -> workflow(workflow.only(WORKFLOW), workflowSlugs))
                .toList();
        Workspace active = new Workspace(slug, name(fields, slug), keys, projects, workflows, List.of());
        return active.withTrash(trash(active, fields.objects("trash")));
    }

    /** Reads projects and workflows first: what belongs to a project may come before it in the same Trash. */
    private List<TrashEntry> trash(Workspace active, List<JsonFields> entries) {
        SortedMap<Integer, TrashEntry> trash = new TreeMap<>();
        for (boolean part : new boolean[] {false, true}) {
            for (int i = 0; i < entries.size(); i++) {
                JsonFields entry = entries.get(i);
                String type = entry.requiredOneOf("type", List.of("project", "version", "workflow", "training"));
                if (part == List.of("version", "training").contains(type)) {
                    Workspace before = active.withTrash(List.copyOf(trash.values()));
                    trash.put(i, part ? part(type, entry, before) : whole(type, entry));
                }
            }
        }
        return List.copyOf(trash.values());
    }

    private TrashEntry whole(String type, JsonFields entry) {
        if (type.equals("project")) {
            entry.only("type, " + PROJECT + ", cleanupDeleteImages, " + TRASHING);
            boolean deleteImages = entry.flag("cleanupDeleteImages").orElse(false);
            return new TrashEntry(project(entry, reservedSlugs()), Optional.empty(), deleteImages, trashing(entry));
        }
        entry.only("type, " + WORKFLOW + ", " + TRASHING);
        return new TrashEntry(workflow(entry, new HashSet<>()), Optional.empty(), false, trashing(entry));
    }

    private TrashEntry part(String type, JsonFields entry, Workspace before) {
        Project parent = parent(entry, before);
        Optional<String> parentId = Optional.of(parent.id());
        if (type.equals("training")) {
            entry.only(PARENT + "version, " + TRAINING + ", " + TRASHING);
            TrainingJob training = training(entry, entry.requiredNumber("version", 1));
            return new TrashEntry(training, parentId, false, trashing(entry));
        }
        Version version = version(entry.only(PARENT + VERSION + ", " + TRASHING));
        boolean taken = parent.version(version.number()).isPresent()
                || before.trashed(Version.class)
                        .anyMatch(other -> other.parentId().equals(parentId)
                                && other.item().id().equals(version.id()));
        if (taken) {
            throw entry.bad("number", "names a version that the project or the trash holds already");
        }
        return new TrashEntry(version, parentId, false, trashing(entry));
    }

    private static Project parent(JsonFields entry, Workspace workspace) {
        Optional<String> id = entry.text("parentId");
        if (id.isPresent()) {
            return workspace
                    .projectById(id.get())
                    .orElseThrow(() -> entry.bad("parentId", "is the id of no project here, active or in trash"));
        }
        String slug = entry.requiredText("project");
        return workspace
                .allProjects()
                .filter(project -> slug.equals(project.slug()))
                .findFirst()
                .orElseThrow(() -> entry.bad("project", "is the slug of no project here, active or in trash"));
    }

    private TrashEntry.Trashing trashing(JsonFields entry) {
        Instant at = entry.moment("deletedAt", now).orElse(now.minus(DEFAULT_TIME_IN_TRASH));
        return new TrashEntry.Trashing(
                at,
                entry.moment("scheduledCleanupAt", now).orElse(at.plus(TrashEntry.RETENTION)),
                entry.text("deletedBy"),
                entry.text("deletedByName"));
    }

    private static Workspace.Key key(JsonFields fields) {
        fields.only("key, scopes, disabled");
        return new Workspace.Key(
                fields.requiredText("key"),
                fields.texts("scopes"),
                fields.flag("disabled").orElse(false));
    }

    private Project project(JsonFields fields, Set<String> taken) {
        String slug = slug(fields, taken);
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

    private Workflow workflow(JsonFields fields, Set<String> taken) {
        String slug = slug(fields, taken);
        return new Workflow(slug, name(fields, slug), id(fields), created(fields));
    }

    private Version version(JsonFields fields) {
        int number = fields.requiredNumber("number", 1);
        Instant created = created(fields);
        return new Version(
                number,
                fields.text("name").orElse("Version " + number),
                created,
                images(fields),
                fields.flag("generating").orElse(false),
                fields.has("trainings") ? trainings(fields, number) : impliedTrainings(fields, number, created));
    }

    private List<TrainingJob> trainings(JsonFields fields, int version) {
        List<TrainingJob> trainings = fields.objects("trainings").stream()
                .map(training -> training(training.only(TRAINING), version))
                .toList();
        mustFit(fields, "trained", trainings.stream().anyMatch(TrainingJob::finished));
        mustFit(fields, "training", trainings.stream().anyMatch(TrainingJob::underWay));
        return trainings;
    }

    private static void mustFit(JsonFields fields, String name, boolean actual) {
        if (fields.flag(name).orElse(actual) != actual) {
            throw fields.bad(name, "does not fit trainings: change one of the two, or leave it out");
        }
    }

    private List<TrainingJob> impliedTrainings(JsonFields fields, int version, Instant created) {
        List<TrainingJob> implied = new ArrayList<>();
        if (fields.flag("trained").orElse(false)) {
            Optional<Instant> end = Optional.of(created.plus(TRAINING_TIME));
            implied.add(new TrainingJob(version, ids.next(), "finished", created, end));
        }
        if (fields.flag("training").orElse(false)) {
            Instant start = now.minus(TRAINING_TIME);
            implied.add(new TrainingJob(version, ids.next(), "running", start, Optional.empty()));
        }
        return List.copyOf(implied);
    }

    private TrainingJob training(JsonFields fields, int version) {
        return new TrainingJob(
                version,
                id(fields),
                fields.oneOf("status", TrainingJob.STATUSES).orElse("finished"),
                fields.moment("start", now).orElse(now.minus(DEFAULT_AGE)),
                fields.moment("end", now));
    }

    private static Set<String> reservedSlugs() {
        return new HashSet<>(Set.of("trash", "workflows"));
    }

    private static String slug(JsonFields fields, Set<String> taken) {
        String slug = fields.requiredText("slug");
        if (slug.contains("/")) {
            throw fields.bad("slug", "must not hold a slash");
        }
        if (!taken.add(slug)) {
            throw fields.bad("slug", "'" + slug + "' is reserved or used twice");
        }
        return slug;
    }

    private String id(JsonFields fields) {
        String id = fields.text("id").orElseGet(ids::next);
        if (!seenIds.add(id)) {
            throw fields.bad("id", "is used twice: every id must be unique");
        }
        return id;
    }

    private static String name(JsonFields fields, String slug) {
        return fields.text("name").orElseGet(() -> Item.nameOf(slug));
    }

    private Instant created(JsonFields fields) {
        return fields.moment("created", now).orElse(now.minus(DEFAULT_AGE));
    }

    private int images(JsonFields fields) {
        return fields.number("images", 0).orElse(DEFAULT_IMAGES);
    }
}
