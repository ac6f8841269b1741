package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.PathSegment;
import dev.trashops.roboflow.http.RoboflowApi.Trashes;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.MutationResponses;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Trashed;
import dev.trashops.workspace.port.RoboflowGateway.Trasher;
import java.util.function.Function;

/** Trashes one item of a workspace. */
final class ItemTrasher implements Trasher {
    private final ApiSession session;
    private final ItemType type;
    private final ApiRoute route;
    private final Function<Trashes, ApiResponse> request;

    ItemTrasher(ApiSession session, ItemKey item) {
        this.session = session;
        this.type = item.type();
        PathSegment workspace = session.workspace();
        PathSegment slug =
                type == ItemType.WORKFLOW ? new PathSegment(item.slug()) : PathSegment.ofProject(item.slug());
        this.route = switch (type) {
            case PROJECT -> ApiRoute.TRASH_PROJECT;
            case VERSION -> ApiRoute.TRASH_VERSION;
            case WORKFLOW -> ApiRoute.TRASH_WORKFLOW;
        };
        this.request = switch (type) {
            case PROJECT -> api -> api.project(workspace, slug);
            case VERSION -> api -> api.version(workspace, slug, item.version());
            case WORKFLOW -> api -> api.workflow(workspace, slug);
        };
    }

    @Override
    public Trashed trash() throws RoboflowException {
        return session.call(
                route, Trashes.class, request, answer -> new Trashed(MutationResponses.trashed(answer, type)));
    }
}
