package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashAnswer;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.PathSegment;
import dev.trashops.roboflow.http.RoboflowApi.Trashes;
import dev.trashops.roboflow.http.TrainingSegment;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.MutationResponses;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Trasher;
import java.util.function.Function;

/** Trashes one item of a workspace. */
final class ItemTrasher implements Trasher {
    private final ApiSession session;
    private final ItemKey item;
    private final PathSegment slug;

    ItemTrasher(ApiSession session, ItemKey item) {
        this.session = session;
        this.item = item;
        this.slug =
                item.type() == ItemType.WORKFLOW ? new PathSegment(item.slug()) : PathSegment.ofProject(item.slug());
    }

    @Override
    public TrashAnswer trash() throws RoboflowException {
        PathSegment workspace = session.workspace();
        return switch (item.type()) {
            case PROJECT -> trash(ApiRoute.TRASH_PROJECT, api -> api.project(workspace, slug));
            case VERSION -> trash(ApiRoute.TRASH_VERSION, api -> api.version(workspace, slug, item.version()));
            case WORKFLOW -> trash(ApiRoute.TRASH_WORKFLOW, api -> api.workflow(workspace, slug));
            case TRAINING -> {
                TrainingSegment training = new TrainingSegment(item.training());
                yield trash(ApiRoute.TRASH_TRAINING, api -> api.training(workspace, slug, item.version(), training));
            }
        };
    }

    private TrashAnswer trash(ApiRoute route, Function<Trashes, ApiResponse> request) throws RoboflowException {
        return session.call(route, Trashes.class, request, answer -> MutationResponses.trashed(answer, item.type()));
    }
}
