package dev.trashops.roboflow;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.roboflow.RoboflowApi.Trashes;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Trashed;
import dev.trashops.workspace.port.RoboflowGateway.Trasher;
import java.util.function.Function;

/** Trashes one item of a workspace. */
final class ItemTrasher implements Trasher {
    private final Session session;
    private final ItemType type;
    private final Route route;
    private final Function<Trashes, Answer> request;

    ItemTrasher(Session session, ItemKey item) {
        this.session = session;
        this.type = item.type();
        Slug workspace = session.workspace();
        Slug slug = type == ItemType.WORKFLOW ? new Slug(item.slug()) : Slug.ofProject(item.slug());
        this.route = switch (type) {
            case PROJECT -> Route.TRASH_PROJECT;
            case VERSION -> Route.TRASH_VERSION;
            case WORKFLOW -> Route.TRASH_WORKFLOW;
        };
        this.request = switch (type) {
            case PROJECT -> api -> api.project(workspace, slug);
            case VERSION -> api -> api.version(workspace, slug, item.version());
            case WORKFLOW -> api -> api.workflow(workspace, slug);
        };
    }

    @Override
    public Trashed trash() throws RoboflowException {
        return session.call(route, Trashes.class, request, answer -> new Trashed(ChangeAnswers.trashed(answer, type)));
    }
}
