package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Trashless;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of images: one is read, and many are deleted for good, of a project or those that no project uses. */
final class ImageRoutes {
    private final WorkspaceStore state;
    private final AuthenticatedCall call;

    ImageRoutes(WorkspaceStore state, AuthenticatedCall call) {
        this.state = state;
        this.call = call;
    }

    Reply answer() {
        return switch (call.route()) {
            case IMAGE -> Reply.json(200, one());
            case DELETE_IMAGES -> deleteOfProject();
            default -> deleteOrphans();
        };
    }

    private ObjectNode one() {
        Optional<String> project = Optional.of(call.project().id());
        String id = call.call().segments().get(3);
        return call.workspace().trashless().images().stream()
                .filter(image -> image.id().equals(id) && image.project().equals(project))
                .findFirst()
                .map(image -> Json.object()
                        .<ObjectNode>set(
                                "image", Json.object().put("id", image.id()).put("name", image.id() + ".jpg")))
                .orElseThrow(call::absent);
    }

    private Reply deleteOfProject() {
        Project project = call.project();
        List<String> ids = named();
        Trashless all = call.whole().trashless();
        Trashless left = all.withoutImages(
                image -> ids.contains(image.id()) && image.project().equals(Optional.of(project.id())));
        int gone = all.images().size() - left.images().size();
        change(call.whole()
                .with(project.withImages(Math.max(0, project.images() - gone)))
                .with(left));
        return new Reply(204, "application/json; charset=utf-8", "", Map.of());
    }

    /** The client's documentation and its command line read different names of the two counts. */
    private Reply deleteOrphans() {
        List<String> ids = named();
        Trashless all = call.whole().trashless();
        Trashless left = all.withoutImages(
                image -> ids.contains(image.id()) && image.project().isEmpty());
        int gone = all.images().size() - left.images().size();
        change(call.whole().with(left));
        return Reply.json(
                200,
                Json.object()
                        .put("deleted", gone)
                        .put("deletedSources", gone)
                        .put("skipped", ids.size() - gone)
                        .put("skippedSources", ids.size() - gone));
    }

    private void change(Workspace changed) {
        state.update(changed, call.behaviour().listingLag());
    }

    private List<String> named() {
        JsonFields asked = call.fields();
        return asked.texts("images").orElseThrow(() -> asked.bad("images", "is missing: write the ids of images"));
    }
}
