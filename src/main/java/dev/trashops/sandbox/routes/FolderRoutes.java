package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Trashless;
import dev.trashops.sandbox.workspace.Trashless.Folder;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Optional;

/** The routes of folders. Deleting one takes no project along, and nothing brings it back. */
final class FolderRoutes {
    private final WorkspaceStore state;
    private final IdGenerator ids;
    private final AuthenticatedCall call;

    FolderRoutes(WorkspaceStore state, IdGenerator ids, AuthenticatedCall call) {
        this.state = state;
        this.ids = ids;
        this.call = call;
    }

    ObjectNode answer() {
        Trashless all = call.whole().trashless();
        return switch (call.route()) {
            case FOLDERS -> list();
            case CREATE_FOLDER -> {
                JsonFields asked = call.fields();
                yield write(new Folder(
                        ids.next(),
                        asked.requiredText("name"),
                        asked.text("parent_id"),
                        asked.has("projects") ? projects() : List.of()));
            }
            case UPDATE_FOLDER -> write(named().renamed(call.fields().requiredText("name")));
            case ADD_TO_FOLDER -> write(named().with(projects()));
            case REMOVE_FROM_FOLDER -> write(named().without(projects()));
            default -> {
                change(all.without(named()));
                yield Json.object().put("deleted", true);
            }
        };
    }

    /** Where there is none at all the answer is a 404, as the official client expects. */
    private ObjectNode list() {
        Optional<String> id = Optional.ofNullable(call.call().query().get("groupId"));
        ObjectNode answer = Json.object();
        ArrayNode data = answer.putArray("data");
        call.workspace().trashless().folders().stream()
                .filter(folder -> id.map(folder.id()::equals).orElse(true))
                .forEach(folder -> data.add(json(folder)));
        if (data.isEmpty()) {
            throw notFound();
        }
        return answer;
    }

    private Folder named() {
        String id = call.call().segments().get(2);
        // A key that is limited to folders changes none outside of them.
        return call.whole()
                .trashless()
                .folder(id)
                .filter(folder -> call.workspace().trashless().folder(id).isPresent())
                .orElseThrow(FolderRoutes::notFound);
    }

    /** The internal ids of the projects that the body names by slug, path or id. */
    private List<String> projects() {
        JsonFields asked = call.fields();
        List<String> named = asked.texts("projects").orElseThrow(() -> asked.bad("projects", "is missing"));
        return named.stream()
                .map(name -> name.substring(name.indexOf('/') + 1))
                .map(name -> call.workspace()
                        .project(name)
                        .or(() -> call.workspace().projectById(name))
                        .map(Project::id)
                        .orElseThrow(FolderRoutes::notFound))
                .toList();
    }

    private ObjectNode write(Folder folder) {
        change(call.whole().trashless().with(folder));
        return json(folder);
    }

    private void change(Trashless changed) {
        state.update(call.whole().with(changed), call.behaviour().listingLag());
    }

    private ObjectNode json(Folder folder) {
        ObjectNode node = Json.object().put("id", folder.id()).put("name", folder.name());
        folder.parent().ifPresent(parent -> node.put("parent_id", parent));
        ArrayNode projects = node.putArray("projects");
        call.workspace().projects().stream()
                .filter(project -> folder.projects().contains(project.id()))
                .forEach(project -> projects.addObject()
                        .put("id", call.workspace().slug() + "/" + project.slug())
                        .put("name", project.name()));
        return node;
    }

    private static RefusalException notFound() {
        return new RefusalException(404, "Not Found");
    }
}
