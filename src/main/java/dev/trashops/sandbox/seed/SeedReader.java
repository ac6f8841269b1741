package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.Slugs;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Trashless;
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
 * Reads workspaces from the seed format. Slugs, version numbers and keys are required; everything else has a default. What
 * {@link SeedWriter} writes is read without loss. The fields are described in the README of the sandbox.
 */
public final class SeedReader {
    private static final String PROJECT = "slug, name, id, created, updated, images, public, versions";
    private static final String WORKFLOW = "slug, name, id, created, config, models";
    private static final String VERSION =
            "number, name, created, images, trained, training, generating, modelsShownIn, trainings";
    private static final String TRASHING = "deletedAt, scheduledCleanupAt, deletedBy, deletedByName";
    private static final String PARENT = "type, project, parentId, parentSlug, ";

    private static final Duration DEFAULT_AGE = Duration.ofDays(365);
    private static final Duration DEFAULT_TIME_IN_TRASH = Duration.ofDays(5);
    private static final int DEFAULT_IMAGES = 100;

    private final Instant now;
    private final IdGenerator ids;
    private final UniqueIds uniqueIds;
    private final TrainingReader trainings;

    /**
     * What a seed holds.
     *
     * @param region the region of Roboflow that the sandbox stands in for, {@code us} or {@code eu}; a name for people, as each
     *     region has its own keys
     */
    public record Seed(Optional<String> region, List<Workspace> workspaces) {}

    public SeedReader(Instant now, IdGenerator ids) {
        this.now = now;
        this.ids = ids;
        this.uniqueIds = new UniqueIds(ids);
        this.trainings = new TrainingReader(now, uniqueIds);
    }

    /**
     * The workspaces of a seed.
     *
     * @throws RefusalException for a field that is missing, misspelt or wrong
     */
    public Seed read(JsonNode seed) {
        JsonFields root = JsonFields.of(seed).only("region, workspaces");
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
        return new Seed(root.oneOf("region", List.of("us", "eu")), workspaces);
    }

    private Workspace workspace(JsonFields fields, Set<String> taken) {
        fields.only("slug, name, keys, projects, workflows, folders, images, trash");
        String slug = slug(fields, "workspace", taken);
        Set<String> projectSlugs = new HashSet<>();
        List<Project> projects = fields.objects("projects").stream()
                .map(project -> project(project.only(PROJECT), slug, projectSlugs))
                .toList();
        Set<String> workflowSlugs = new HashSet<>();
        List<Workflow> workflows = fields.objects("workflows").stream()
                .map(workflow -> workflow(workflow.only(WORKFLOW), workflowSlugs))
                .toList();
        Workspace active =
                new Workspace(slug, name(fields, slug), List.of(), projects, workflows, Trashless.NOTHING, List.of());
        Workspace whole = active.withTrash(trash(active, fields.objects("trash")));
        List<Workspace.Key> keys =
                fields.objects("keys").stream().map(key -> key(key, whole)).toList();
        return whole.withKeys(keys).with(new TrashlessReader(uniqueIds, whole).read(fields));
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
                    trash.put(i, part ? part(type, entry, before) : whole(type, entry, active.slug()));
                }
            }
        }
        return List.copyOf(trash.values());
    }

    private TrashEntry whole(String type, JsonFields entry, String workspace) {
        if (type.equals("project")) {
            entry.only("type, " + PROJECT + ", cleanupDeleteImages, " + TRASHING);
            boolean deleteImages = entry.flag("cleanupDeleteImages").orElse(false);
            return TrashEntry.ofWhole(project(entry, workspace, new HashSet<>()), deleteImages, trashing(entry));
        }
        entry.only("type, " + WORKFLOW + ", " + TRASHING);
        return TrashEntry.ofWhole(workflow(entry, new HashSet<>()), false, trashing(entry));
    }

    private TrashEntry part(String type, JsonFields entry, Workspace before) {
        Project parent = parent(entry, before);
        Optional<String> parentId = Optional.of(parent.id());
        Optional<String> parentSlug = entry.text("parentSlug").or(() -> Optional.of(parent.slug()));
        if (type.equals("training")) {
            entry.only(PARENT + "version, " + TrainingReader.FIELDS + ", " + TRASHING);
            TrainingJob training = trainings.one(entry, entry.requiredNumber("version", 1));
            return new TrashEntry(training, parentId, parentSlug, false, trashing(entry));
        }
        Version version = version(entry.only(PARENT + VERSION + ", " + TRASHING), before.slug() + "/" + parent.slug());
        boolean taken = parent.version(version.number()).isPresent()
                || before.trashed(Version.class)
                        .anyMatch(other -> other.parentId().equals(parentId)
                                && other.item().id().equals(version.id()));
        if (taken) {
            throw entry.bad("number", "names a version that the project or the trash holds already");
        }
        return new TrashEntry(version, parentId, parentSlug, false, trashing(entry));
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

    /** Its projects are named by slug or id, active or in Trash; afterwards only the id counts, as with folders. */
    private static Workspace.Key key(JsonFields fields, Workspace workspace) {
        fields.only("key, name, scopes, disabled, protected, projects");
        return new Workspace.Key(
                fields.requiredText("key"),
                fields.text("name"),
                fields.texts("scopes"),
                fields.flag("disabled").orElse(false),
                fields.flag("protected").orElse(false),
                fields.texts("projects").map(named -> TrashlessReader.projectIds(named, workspace)));
    }

    private Project project(JsonFields fields, String workspace, Set<String> taken) {
        String slug = slug(fields, "project", taken);
        List<Version> versions = fields.objects("versions").stream()
                .map(version -> version(version.only(VERSION), workspace + "/" + slug))
                .toList();
        if (versions.stream().map(Version::number).distinct().count() < versions.size()) {
            throw fields.bad("versions", "holds a number twice");
        }
        Instant created = created(fields);
        return new Project(
                slug,
                name(fields, slug),
                uniqueIds.of(fields),
                created,
                fields.moment("updated", now).orElse(created),
                images(fields),
                fields.flag("public").orElse(false),
                versions);
    }

    private Workflow workflow(JsonFields fields, Set<String> taken) {
        String slug = slug(fields, "workflow", taken);
        String config = fields.text("config")
                .or(() -> fields.texts("models").map(SeedReader::specification))
                .orElse(Workflow.EMPTY_CONFIG);
        return new Workflow(slug, name(fields, slug), uniqueIds.of(fields), created(fields), config);
    }

    /** A specification with one step for each model. */
    private static String specification(List<String> models) {
        ObjectNode root = Json.object();
        ObjectNode specification = root.putObject("specification").put("version", "1.0");
        specification
                .putArray("inputs")
                .addObject()
                .put("type", "InferenceImage")
                .put("name", "image");
        ArrayNode steps = specification.putArray("steps");
        for (String model : models) {
            steps.addObject()
                    .put("type", "roboflow_core/roboflow_object_detection_model@v2")
                    .put("name", "model_" + steps.size())
                    .put("images", "$inputs.image")
                    .put("model_id", model);
        }
        specification.putArray("outputs");
        return root.toString();
    }

    private Version version(JsonFields fields, String project) {
        int number = fields.requiredNumber("number", 1);
        Instant created = created(fields);
        List<String> shown = fields.texts("modelsShownIn").orElse(Version.USUAL_MODEL_FIELDS);
        if (!Version.MODEL_FIELDS.containsAll(shown)) {
            throw fields.bad("modelsShownIn", "must hold only " + String.join(", ", Version.MODEL_FIELDS));
        }
        return new Version(
                number,
                fields.text("name").orElse("Version " + number),
                created,
                images(fields),
                fields.flag("generating").orElse(false),
                shown,
                trainings.of(fields, number, created, project));
    }

    private static String slug(JsonFields fields, String type, Set<String> taken) {
        String slug = fields.requiredText("slug");
        Slugs.problem(type, slug).ifPresent(problem -> {
            throw fields.bad("slug", problem);
        });
        if (!taken.add(slug)) {
            throw fields.bad("slug", "'" + slug + "' is used twice");
        }
        return slug;
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
