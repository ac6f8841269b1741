package dev.trashops.roboflow;

import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.workspace.port.RoboflowGateway;

/**
 * Opens gateways to Roboflow. Those of one instance share connections and, for each key, the request budget, so that a
 * read-only one beside a full one does not double what a key may send.
 */
public final class RoboflowGatewayFactory {
    private final RoboflowConfig config;
    private final ApiClients clients;

    /** Connects nowhere yet. */
    public RoboflowGatewayFactory(RoboflowConfig config, CallListener listener) {
        this.config = config;
        this.clients = new ApiClients(config, listener);
    }

    /** The gateway of the configured power. */
    public RoboflowGateway permitted() {
        return switch (config.power()) {
            case OBSERVE -> readOnly();
            case RESTORE -> new RestoringGateway(clients);
            case ALL -> new FullGateway(clients);
        };
    }

    /** One that can only read, whatever is permitted. */
    public ReadOnlyGateway readOnly() {
        return new ReadOnlyGateway(clients);
    }

    /** For how many keys a budget is remembered at present. */
    int rememberedKeys() {
        return clients.size();
    }
}
