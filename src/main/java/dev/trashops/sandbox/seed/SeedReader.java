package dev.trashops.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.json.InvalidInputException;
import dev.trashops.sandbox.json.JsonFields;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.TrashEntry;
import dev.trashops.sandbox.workspace.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads workspaces from the seed format. Slugs, version numbers and keys are required; everything else has a default. Beside
 * the documented fields it knows those that {@link SeedWriter} adds so that nothing is lost on the way round: {@code
 * parentId}, {@code scheduledCleanupAt}, {@code trainings} and trash entries of type {@code training}.
 */
public final class SeedReader {
    private static final String TRASHING = "deletedAt, scheduledCleanupAt, deletedBy, deletedByName";
    private static final Duration DEFAULT_TIME_IN_TRASH = Duration.ofDays(5);

    private final Instant now;
    private final IdGenerator ids;
    private final ItemReader items;

    public SeedReader(Instant now, IdGenerator ids) {
        this.now = now;
        this.ids = ids;
        this.items = new ItemReader(now, ids);
    }

    /**
     * The workspaces of a seed.
     *
     * @throws InvalidInputException for a field that is missing, misspelt or wrong
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
            for (WorkspaceKey key : workspace.keys()) {
                if (!keys.add(key.key())) {
                    throw fields.bad("keys", "holds a key that another workspace or entry has too");
                }
            }
            workspaces.add(workspace);
        }
        return workspaces;
    }

    private Workspace workspace(JsonFields fields, Set<String> taken) {
        fields.only("slug, name, keys, projects, workflows, trash");
        String slug = slug(fields, taken);
        List<WorkspaceKey> keys =
                fields.objects("keys").stream().map(SeedReader::key).toList();
        Set<String> projectSlugs = reservedSlugs();
        List<Project> projects = fields.objects("projects").stream()
                .map(project -> items.project(project.only(ItemReader.PROJECT), slug(project, projectSlugs)))
                .toList();
        Set<String> workflowSlugs = new HashSet<>();
        List<Workflow> workflows = fields.objects("workflows").stream()
                .map(workflow -> items.workflow(workflow.only(ItemReader.WORKFLOW), slug(workflow, workflowSlugs)))
                .toList();
        Workspace active = new Workspace(slug, ItemReader.name(fields, slug), keys, projects, workflows, List.of());
        return withTrash(active, fields.objects("trash"));
    }

    private Workspace withTrash(Workspace active, List<JsonFields> entries) {
        List<Optional<TrashEntry>> items = entries.stream().map(this::item).toList();
        Workspace parents =
                active.withTrash(items.stream().flatMap(Optional::stream).toList());
        Workspace workspace = active;
        for (int i = 0; i < entries.size(); i++) {
            JsonFields entry = entries.get(i);
            Workspace sofar = workspace;
            workspace = sofar.with(items.get(i).orElseGet(() -> part(entry, parents, sofar)));
        }
        return workspace;
    }

    /** A project or workflow; empty for what belongs to a project, which may come later in the same Trash. */
    private Optional<TrashEntry> item(JsonFields entry) {
        return switch (entry.requiredWord("type", List.of("project", "version", "workflow", "training"))) {
            case "project" -> {
                entry.only("type, " + ItemReader.PROJECT + ", cleanupDeleteImages, " + TRASHING);
                yield Optional.of(new TrashEntry.OfProject(
                        items.project(entry, slug(entry, reservedSlugs())),
                        entry.flag("cleanupDeleteImages").orElse(false),
                        trashing(entry)));
            }
            case "workflow" -> {
                entry.only("type, " + ItemReader.WORKFLOW + ", " + TRASHING);
                yield Optional.of(new TrashEntry.OfWorkflow(
                        items.workflow(entry, slug(entry, new HashSet<>())), trashing(entry)));
            }
            default -> Optional.empty();
        };
    }

    private TrashEntry part(JsonFields entry, Workspace parents, Workspace before) {
        Project parent = parent(entry, parents);
        if (entry.requiredText("type").equals("training")) {
            entry.only("type, project, parentId, version, " + ItemReader.TRAINING + ", " + TRASHING);
            return new TrashEntry.OfTraining(
                    parent.id(), entry.requiredNumber("version", 1), items.training(entry), trashing(entry));
        }
        entry.only("type, project, parentId, " + ItemReader.VERSION + ", " + TRASHING);
        TrashEntry.OfVersion read = new TrashEntry.OfVersion(parent.id(), items.version(entry), trashing(entry));
        boolean taken = parent.version(read.version().number()).isPresent()
                || before.trash().stream()
                        .anyMatch(other -> other instanceof TrashEntry.OfVersion
                                && other.parentId().equals(read.parentId())
                                && other.id().equals(read.id()));
        if (taken) {
            throw entry.bad("number", "names a version that the project or the trash holds already");
        }
        return read;
    }

    private static Project parent(JsonFields entry, Workspace workspace) {
        Optional<String> id = entry.text("parentId");
        if (id.isPresent()) {
            return workspace
                    .allProjects()
                    .filter(project -> id.get().equals(project.id()))
                    .findFirst()
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

    private static WorkspaceKey key(JsonFields fields) {
        fields.only("key, scopes, disabled");
        return new WorkspaceKey(
                fields.requiredText("key"),
                fields.texts("scopes"),
                fields.flag("disabled").orElse(false));
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
}
