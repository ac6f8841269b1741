package dev.trashops.roboflow;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashAnswer.Restorable;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.RoboflowApi.Restores;
import dev.trashops.roboflow.json.MutationResponses;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.RestoreTarget;
import dev.trashops.workspace.port.RoboflowGateway.Restorer;
import java.util.List;
import java.util.Optional;

/** Restores entries of one workspace's Trash. */
record TrashRestorer(ApiSession session) implements Restorer {

    @Override
    public List<Contradiction> restore(RestoreTarget target) throws RoboflowException {
        ItemType type = target.type();
        if (target.id().isBlank()) {
            throw unsendable();
        }
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("type", type.wireName())
                .put("id", target.id());
        if (type == ItemType.VERSION) {
            Optional<String> parent = target.parentId().map(InternalId::value).filter(id -> !id.isBlank());
            body.put("parentId", parent.orElseThrow(TrashRestorer::unsendable));
        }
        return session.call(
                ApiRoute.RESTORE,
                type.updateScope(),
                Restores.class,
                api -> api.restore(session.workspace(), body.toString()),
                answer -> MutationResponses.restored(
                        answer,
                        session.workspace().text(),
                        new Restorable(type, target.id(), target.parentId()),
                        session.key()::isIn));
    }

    /** Without the ids there is no request. */
    private static RoboflowException unsendable() {
        return new RoboflowException(new RoboflowFailure.Unaddressable(ApiRoute.RESTORE.documented()));
    }
}
