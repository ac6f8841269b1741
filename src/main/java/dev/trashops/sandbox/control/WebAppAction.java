package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
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
 * {@code create} and {@code rename}. Items are named by slug and number; {@code id} picks among trash entries of one slug,
 * else the one trashed last is meant. {@code workspace} may be left out while there is but one.
 */
final class WebAppAction {
    private static final String SOMEBODY = "somebody";
    private static final int IMAGES = 100;

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
        this.fields = asked.only("do, type, workspace, project, version, workflow, to, by, id, cleanupDeleteImages");
        this.workspace = workspace();
        this.type = fields.requiredOneOf("type", List.of("project", "version", "workflow"));
        this.now = now;
    }

    /**
     * Acts.
     *
     * @return what was done and to which item
     * @throws RefusalException 400 for input that makes no sense, 404 when there is no such item, 409 when its place is taken
     */
    ObjectNode run(int lag) {
        String action = fields.requiredOneOf("do", List.of("trash", "restore", "purge", "create", "rename"));
        Workspace changed = switch (action) {
            case "trash" -> trash();
            case "restore" -> workspace.restore(entry());
            case "purge" -> workspace.purge(entry());
            case "create" -> create();
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
            return workspace.with(
                    project.with(new Version(number, "Version " + number, now, IMAGES, false, List.of())));
        }
        String slug = freeSlug(type);
        String name = Item.nameOf(slug);
        return type.equals("project")
                ? workspace.with(new Project(slug, name, ids.next(), now, now, IMAGES, List.of()))
                : workspace.with(new Workflow(slug, name, ids.next(), now));
    }

    private Workspace rename() {
        String to = fields.requiredText("to");
        if (type.equals("workflow")) {
            Workflow workflow = workflow();
            return workspace.with(new Workflow(freeSlug("to"), workflow.name(), workflow.id(), workflow.created()));
        }
        Project project = project();
        return workspace.with(
                type.equals("project")
                        ? project.withSlug(freeSlug("to"), now)
                        : project.with(version(project).withName(to)));
    }

    /** The slug that the field names, which no active item of the type may have. */
    private String freeSlug(String field) {
        String slug = fields.requiredText(field);
        if (slug.contains("/")
                || (type.equals("project") && List.of("trash", "workflows").contains(slug))) {
            throw fields.bad(field, "can't be a slug: write letters, digits and dashes");
        }
        workspace.checkFree(type, slug);
        return slug;
    }

    private TrashEntry entry() {
        Optional<String> id = type.equals("version") ? Optional.empty() : fields.text("id");
        return workspace.trash().stream()
                .filter(entry -> entry.item().type().equals(type))
                .filter(entry -> id.map(entry.item().id()::equals).orElseGet(() -> isNamed(entry)))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new RefusalException(404, "No such " + type + " in trash"));
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

    private Workflow workflow() {
        return workspace.workflow(fields.requiredText("workflow")).orElseThrow(this::absent);
    }

    private RefusalException absent() {
        return new RefusalException(404, "No such active " + type);
    }
}
