package dev.trashops.roboflow;

import dev.trashops.roboflow.http.ApiClients;

/** Can read, and knows nothing that could write. */
public final class ReadOnlyGateway extends ReadingGateway {
    ReadOnlyGateway(ApiClients clients) {
        super(clients);
    }
}
