package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
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
import java.util.function.BiFunction;

/** Trashes one item of a workspace. */
record ItemTrasher(ApiSession session, ItemKey item) implements Trasher {

    @Override
    public TrashAnswer trash() throws RoboflowException {
        PathSegment workspace = session.workspace();
        return switch (item.type()) {
            case PROJECT -> trash(ApiRoute.TRASH_PROJECT, (api, slug) -> api.project(workspace, slug));
            case VERSION -> trash(ApiRoute.TRASH_VERSION, (api, slug) -> api.version(workspace, slug, item.version()));
            case WORKFLOW -> trash(ApiRoute.TRASH_WORKFLOW, (api, slug) -> api.workflow(workspace, slug));
            case TRAINING -> {
                TrainingSegment training = TrainingSegment.of(item.training())
                        .orElseThrow(() -> ApiSession.unaddressable(ApiRoute.TRASH_TRAINING));
                yield trash(
                        ApiRoute.TRASH_TRAINING,
                        (api, slug) -> api.training(workspace, slug, item.version(), training));
            }
        };
    }

    private TrashAnswer trash(ApiRoute route, BiFunction<Trashes, PathSegment, ApiResponse> request)
            throws RoboflowException {
        PathSegment slug = session.slugOf(item, route);
        return session.call(
                route,
                Trashes.class,
                api -> request.apply(api, slug),
                answer -> MutationResponses.trashed(answer, session.workspace().text(), item, session.key()::isIn));
    }
}
