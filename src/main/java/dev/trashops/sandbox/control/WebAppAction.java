package dev.trashops.sandbox.control;

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
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a person does in the web app: {@code trash}, {@code restore}, {@code purge} (delete for good, which the API cannot),
 * {@code create}, {@code rename} and {@code publish}, and what happens to trainings: {@code finish}. Items are named by slug
 * and number, a training by its version and id; {@code id} picks among trash entries of one slug, else the one trashed last is
 * meant. {@code workspace} may be left out while there is but one.
 */
final class WebAppAction {
    private static final String SOMEBODY = "somebody";
    private static final int IMAGES = 100;
    private static final List<String> ACTIONS =
            List.of("trash", "restore", "purge", "create", "rename", "publish", "finish");

    private final WorkspaceStore state;
    private final IdGenerator ids;
    private final JsonFields fields;
    private final Workspace workspace;
    private final String type;
    private final Instant now;

    /** The action that the fields ask for; {@link #run} does it. */
    WebAppAction(WorkspaceStore state, IdGenerator ids, JsonFields asked, Instant now) {
        this.state = state;
        this.ids = ids;
        this.fields = asked.only(
                "do, type, workspace, project, version, workflow, training, to, name, public, status, models, by,"
                        + " id, cleanupDeleteImages");
        this.workspace = workspace();
        this.type = fields.requiredOneOf("type", List.of("project", "version", "workflow", "training"));
        this.now = now;
    }

    /**
     * Acts.
     *
     * @return what was done and to which item
     * @throws RefusalException 400 for input that makes no sense, 404 when there is no such item, 409 when its place is taken
     */
    ObjectNode run(int lag) {
        String action = fields.requiredOneOf("do", ACTIONS);
        Workspace changed = switch (action) {
            case "trash" -> trash();
            case "restore" -> workspace.restore(entry());
            case "purge" -> workspace.purge(entry());
            case "create" -> create();
            case "publish" -> publish();
            case "finish" -> finish();
            default -> rename();
        };
        state.update(changed, lag);
        return Json.object().put("done", action).put("type", type).put("workspace", workspace.slug());
    }

    private Workspace trash() {
        Optional<String> by = fields.text("by").or(() -> Optional.of(SOMEBODY));
        TrashEntry.Trashing trashing = TrashEntry.Trashing.at(now, by, by);
        boolean deleteImages = fields.flag("cleanupDeleteImages").orElse(false);
        return switch (type) {
            case "project" -> workspace.trash(project(), deleteImages, trashing);
            case "version" -> workspace.trash(project(), version(project()), trashing);
            case "training" -> workspace.trash(project(), version(project()), training(), trashing);
            default -> workspace.trash(workflow(), trashing);
        };
    }

    private Workspace create() {
        if (type.equals("version")) {
            Project project = project();
            int number = fields.number("version", 1)
                    .orElseGet(() -> numbers(project).max().orElse(0) + 1);
            if (numbers(project).anyMatch(taken -> taken == number)) {
                throw new RefusalException(409, "Version " + number + " was given already");
            }
            return workspace.with(project.with(new Version(
                    number, "Version " + number, now, IMAGES, false, Version.USUAL_MODEL_FIELDS, List.of())));
        }
        if (type.equals("training")) {
            return withTraining(new TrainingJob(
                    version(project()).number(),
                    fields.text("training").orElseGet(ids::next),
                    status().orElse("running"),
                    now,
                    Optional.empty(),
                    fields.texts("models"),
                    TrainingJob.Kind.USUAL));
        }
        String slug = freeSlug(type);
        String name = Item.nameOf(slug);
        return type.equals("project")
                ? workspace.with(new Project(
                        slug,
                        name,
                        ids.next(),
                        now,
                        now,
                        IMAGES,
                        fields.flag("public").orElse(false),
                        List.of()))
                : workspace.with(new Workflow(slug, name, ids.next(), now, Workflow.EMPTY_CONFIG));
    }

    /** A new slug, and a new name where one is given; a project without an active namesake may be one in Trash. */
    private Workspace rename() {
        String to = fields.requiredText("to");
        if (type.equals("workflow")) {
            Workflow workflow = workflow();
            String name = fields.text("name").orElse(workflow.name());
            return workspace.with(
                    new Workflow(freeSlug("to"), name, workflow.id(), workflow.created(), workflow.config()));
        }
        if (type.equals("version")) {
            return workspace.with(project().with(version(project()).withName(to)));
        }
        if (type.equals("training")) {
            throw fields.bad("type", "must be one of project, version, workflow: trainings have no name");
        }
        Optional<Project> active = workspace.project(fields.requiredText("project"));
        if (active.isPresent()) {
            return workspace.with(renamed(active.get()));
        }
        TrashEntry entry = entry();
        return workspace.withInTrash(entry, renamed((Project) entry.item()));
    }

    private Project renamed(Project project) {
        return project.renamed(freeSlug("to"), fields.text("name").orElse(project.name()), now);
    }

    private Workspace publish() {
        return workspace.with(project().withPublic(fields.flag("public").orElse(true)));
    }

    /** A run comes to rest by itself: finished, unless another status is asked for. */
    private Workspace finish() {
        TrainingJob run = training();
        String status = status().orElse("finished");
        Optional<List<String>> models = fields.texts("models")
                .or(() -> status.equals("finished")
                        ? Optional.of(List.of(version(project())
                                .modelIdFor(run, workspace.slug(), project().slug())))
                        : run.models());
        return withTraining(run.ended(status, models, now));
    }

    private Optional<String> status() {
        return fields.oneOf("status", TrainingJob.STATUSES);
    }

    private Workspace withTraining(TrainingJob run) {
        return workspace.with(project().with(version(project()).with(run)));
    }

    /** The slug that the field names, which no active item of the type may have. */
    private String freeSlug(String field) {
        String slug = fields.requiredText(field);
        Slugs.problem(type, slug).ifPresent(problem -> {
            throw fields.bad(field, problem);
        });
        workspace.checkFree(type, slug);
        return slug;
    }

    private TrashEntry entry() {
        Optional<String> id =
                type.equals("version") ? Optional.empty() : fields.text("id").or(this::trainingId);
        return workspace.trash().stream()
                .filter(entry -> entry.item().type().equals(type))
                .filter(entry -> id.map(entry.item().id()::equals).orElseGet(() -> isNamed(entry)))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new RefusalException(404, "No such " + type + " in trash"));
    }

    private Optional<String> trainingId() {
        return type.equals("training") ? Optional.of(fields.requiredText("training")) : Optional.empty();
    }

    private boolean isNamed(TrashEntry entry) {
        if (entry.item() instanceof Project project) {
            return project.slug().equals(fields.requiredText("project"));
        }
        if (entry.item() instanceof Workflow workflow) {
            return workflow.slug().equals(fields.requiredText("workflow"));
        }
        String parent = fields.requiredText("project");
        return entry.item().id().equals(Integer.toString(fields.requiredNumber("version", 1)))
                && entry.parentId()
                        .flatMap(workspace::projectById)
                        .filter(project -> project.slug().equals(parent))
                        .isPresent();
    }

    /** The numbers ever given, as far as they are known: a trashed version's number is not given again. */
    private IntStream numbers(Project project) {
        Stream<Item> trashed = workspace
                .trashed(Version.class)
                .filter(entry -> entry.parentId().equals(Optional.of(project.id())))
                .map(TrashEntry::item);
        return Stream.concat(project.versions().stream(), trashed).mapToInt(item -> Integer.parseInt(item.id()));
    }

    private Workspace workspace() {
        Optional<String> slug = fields.text("workspace");
        if (slug.isPresent()) {
            return state.find(slug.get()).orElseThrow(() -> fields.bad("workspace", "is the slug of no workspace"));
        }
        if (state.all().size() != 1) {
            throw fields.bad("workspace", "is missing: write the slug of one of the workspaces");
        }
        return state.all().iterator().next();
    }

    private Project project() {
        return workspace.project(fields.requiredText("project")).orElseThrow(this::absent);
    }

    private Version version(Project project) {
        return project.version(fields.requiredNumber("version", 1)).orElseThrow(this::absent);
    }

    private TrainingJob training() {
        String id = fields.requiredText("training");
        return version(project()).trainings().stream()
                .filter(run -> run.id().equals(id))
                .findFirst()
                .orElseThrow(this::absent);
    }

    private Workflow workflow() {
        return workspace.workflow(fields.requiredText("workflow")).orElseThrow(this::absent);
    }

    private RefusalException absent() {
        return new RefusalException(404, "No such active " + type);
    }
}
