package dev.trashops.roboflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.RestoreTarget;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.RoboflowApi.Restores;
import dev.trashops.roboflow.json.MutationResponses;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Restorer;
import java.util.List;
import java.util.Optional;

/** Restores entries of one workspace's Trash. */
record TrashRestorer(ApiSession session) implements Restorer {

    @Override
    public List<Contradiction> restore(RestoreTarget target) throws RoboflowException {
        ItemType type = target.type();
        if (target.id().isBlank()) {
            throw ApiSession.unaddressable(ApiRoute.RESTORE);
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.wireName())
                .put("id", target.id());
        if (type == ItemType.VERSION) {
            Optional<String> parent = target.parentId().map(InternalId::value).filter(id -> !id.isBlank());
            body.put("parentId", parent.orElseThrow(() -> ApiSession.unaddressable(ApiRoute.RESTORE)));
        }
        return session.call(
                ApiRoute.RESTORE,
                type.updateScope(),
                Restores.class,
                api -> api.restore(session.workspace(), body.toString()),
                answer -> MutationResponses.restored(answer, session.workspace().text(), target, session.key()::isIn));
    }
}
