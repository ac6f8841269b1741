package dev.trashops.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads workspaces from the seed format. Slugs, version numbers and keys are required; everything else has a default. Beside
 * the documented fields it knows those that {@link SeedWriter} adds so that nothing is lost on the way round: {@code
 * parentId}, {@code scheduledCleanupAt}, {@code trainings} and trash entries of type {@code training}.
 */
final class SeedReader {
    private static final Duration DEFAULT_AGE = Duration.ofDays(365);
    private static final Duration DEFAULT_TIME_IN_TRASH = Duration.ofDays(5);
    private static final Duration TRAINING_TIME = Duration.ofHours(2);
    private static final int DEFAULT_IMAGES = 100;

    private final Instant now;
    private final Ids ids;
    private final Set<String> seenIds = new HashSet<>();

    SeedReader(Instant now, Ids ids) {
        this.now = now;
        this.ids = ids;
    }

    /**
     * The workspaces of a seed.
     *
     * @throws BadInputException for a field that is missing, misspelt or wrong
     */
    List<Workspace> read(JsonNode seed) {
        JsonFields root = JsonFields.of(seed, "").only("workspaces");
        if (!root.has("workspaces")) {
            throw root.bad("workspaces", "is missing: write a list of workspaces");
        }
        ids.reserve(seed.findValuesAsText("id"));
        List<Workspace> workspaces = new ArrayList<>();
        Set<String> slugs = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (JsonFields fields : root.objects("workspaces")) {
            Workspace workspace = workspace(fields, slugs);
            for (ApiKey key : workspace.keys()) {
                if (!keys.add(key.key())) {
                    throw fields.bad("keys", "holds a key that another workspace or entry has too");
                }
            }
            workspaces.add(workspace);
        }
        return workspaces;
    }

    private Workspace workspace(JsonFields fields, Set<String> taken) {
        fields.only("slug", "name", "keys", "projects", "workflows", "trash");
        String slug = slug(fields, taken);
        List<ApiKey> keys = fields.objects("keys").stream().map(this::key).toList();
        Set<String> projectSlugs = new HashSet<>(Set.of("trash", "workflows"));
        List<Project> projects = new ArrayList<>();
        for (JsonFields project : fields.objects("projects")) {
            projects.add(project(
                    project.only("slug", "name", "id", "created", "updated", "images", "versions"),
                    slug(project, projectSlugs)));
        }
        Set<String> workflowSlugs = new HashSet<>();
        List<Workflow> workflows = new ArrayList<>();
        for (JsonFields workflow : fields.objects("workflows")) {
            workflows.add(workflow(workflow.only("slug", "name", "id", "created"), slug(workflow, workflowSlugs)));
        }
        Workspace active =
                new Workspace(slug, name(fields, slug), keys, List.copyOf(projects), List.copyOf(workflows), List.of());
        return withTrash(active, fields.objects("trash"));
    }

    private Workspace withTrash(Workspace active, List<JsonFields> entries) {
        List<Optional<TrashEntry>> read = new ArrayList<>();
        Workspace workspace = active;
        for (JsonFields entry : entries) {
            Optional<TrashEntry> whole = wholeItem(entry);
            read.add(whole);
            workspace = whole.map(workspace::with).orElse(workspace);
        }
        Workspace parents = workspace;
        workspace = workspace.withoutTrash(entry -> true);
        for (int i = 0; i < read.size(); i++) {
            JsonFields entry = entries.get(i);
            Workspace sofar = workspace;
            workspace = sofar.with(read.get(i).orElseGet(() -> part(entry, parents, sofar)));
        }
        return workspace;
    }

    private Optional<TrashEntry> wholeItem(JsonFields entry) {
        return switch (entry.requiredWord("type", List.of("project", "version", "workflow", "training"))) {
            case "project" ->
                Optional.of(new TrashEntry.OfProject(
                        project(
                                entry.only(
                                        "type",
                                        "slug",
                                        "name",
                                        "id",
                                        "created",
                                        "updated",
                                        "images",
                                        "versions",
                                        "deletedAt",
                                        "scheduledCleanupAt",
                                        "deletedBy",
                                        "deletedByName",
                                        "cleanupDeleteImages"),
                                slug(entry, new HashSet<>(Set.of("trash", "workflows")))),
                        entry.flag("cleanupDeleteImages").orElse(false),
                        trashing(entry)));
            case "workflow" ->
                Optional.of(new TrashEntry.OfWorkflow(
                        workflow(
                                entry.only(
                                        "type",
                                        "slug",
                                        "name",
                                        "id",
                                        "created",
                                        "deletedAt",
                                        "scheduledCleanupAt",
                                        "deletedBy",
                                        "deletedByName"),
                                slug(entry, new HashSet<>())),
                        trashing(entry)));
            default -> Optional.empty();
        };
    }

    private TrashEntry part(JsonFields entry, Workspace parents, Workspace before) {
        Project parent = parent(entry, parents);
        if (entry.requiredText("type").equals("training")) {
            entry.only(
                    "type",
                    "project",
                    "parentId",
                    "version",
                    "id",
                    "status",
                    "start",
                    "end",
                    "deletedAt",
                    "scheduledCleanupAt",
                    "deletedBy",
                    "deletedByName");
            return new TrashEntry.OfTraining(
                    parent.id(), entry.requiredNumber("version", 1), training(entry), trashing(entry));
        }
        entry.only(
                "type",
                "project",
                "parentId",
                "number",
                "name",
                "created",
                "images",
                "trained",
                "training",
                "generating",
                "trainings",
                "deletedAt",
                "scheduledCleanupAt",
                "deletedBy",
                "deletedByName");
        Version version = version(entry);
        boolean taken = parent.version(version.number()).isPresent()
                || before.trash().stream()
                        .anyMatch(other -> other instanceof TrashEntry.OfVersion
                                && other.parentId().equals(Optional.of(parent.id()))
                                && other.id().equals(Integer.toString(version.number())));
        if (taken) {
            throw entry.bad("number", "names a version that the project or the trash holds already");
        }
        return new TrashEntry.OfVersion(parent.id(), version, trashing(entry));
    }

    private Project parent(JsonFields entry, Workspace workspace) {
        Optional<String> id = entry.text("parentId");
        if (id.isPresent()) {
            return id.flatMap(workspace::projectById)
                    .or(() -> id.flatMap(workspace::trashedProjectById))
                    .orElseThrow(() -> entry.bad("parentId", "is the id of no project here, active or in trash"));
        }
        String slug = entry.requiredText("project");
        return workspace
                .project(slug)
                .or(() -> workspace.trash().stream()
                        .filter(TrashEntry.OfProject.class::isInstance)
                        .map(other -> ((TrashEntry.OfProject) other).project())
                        .filter(project -> project.slug().equals(slug))
                        .findFirst())
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

    private ApiKey key(JsonFields fields) {
        fields.only("key", "scopes", "disabled");
        return new ApiKey(
                fields.requiredText("key"),
                fields.texts("scopes"),
                fields.flag("disabled").orElse(false));
    }

    private Project project(JsonFields fields, String slug) {
        List<Version> versions = fields.objects("versions").stream()
                .map(version -> version(version.only(
                        "number", "name", "created", "images", "trained", "training", "generating", "trainings")))
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

    private Version version(JsonFields fields) {
        int number = fields.requiredNumber("number", 1);
        Instant created = created(fields);
        return new Version(
                number,
                fields.text("name").orElse("Version " + number),
                created,
                images(fields),
                fields.flag("generating").orElse(false),
                trainings(fields, created));
    }

    private List<Training> trainings(JsonFields fields, Instant created) {
        if (!fields.has("trainings")) {
            List<Training> told = new ArrayList<>();
            if (fields.flag("trained").orElse(false)) {
                told.add(new Training(ids.next(), "finished", created, Optional.of(created.plus(TRAINING_TIME))));
            }
            if (fields.flag("training").orElse(false)) {
                told.add(new Training(ids.next(), "running", now.minus(TRAINING_TIME), Optional.empty()));
            }
            return List.copyOf(told);
        }
        List<Training> told = fields.objects("trainings").stream()
                .map(training -> training(training.only("id", "status", "start", "end")))
                .toList();
        if (fields.flag("trained")
                .filter(said -> said != told.stream().anyMatch(Training::finished))
                .isPresent()) {
            throw fields.bad("trained", "does not fit trainings: change one of the two, or leave it out");
        }
        if (fields.flag("training")
                .filter(said -> said != told.stream().anyMatch(Training::underWay))
                .isPresent()) {
            throw fields.bad("training", "does not fit trainings: change one of the two, or leave it out");
        }
        return told;
    }

    private Training training(JsonFields fields) {
        return new Training(
                id(fields),
                fields.word("status", Training.STATUSES).orElse("finished"),
                fields.moment("start", now).orElse(now.minus(DEFAULT_TIME_IN_TRASH)),
                fields.moment("end", now));
    }

    private Workflow workflow(JsonFields fields, String slug) {
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

    private static String name(JsonFields fields, String slug) {
        return fields.text("name").orElseGet(() -> nameOf(slug));
    }

    /** A name for people made of a slug: {@code my-detector} becomes {@code My Detector}. */
    static String nameOf(String slug) {
        return Arrays.stream(slug.split("[-_]+", 0))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
