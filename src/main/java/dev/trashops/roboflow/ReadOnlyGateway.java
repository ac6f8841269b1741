package dev.trashops.roboflow;

/** Can read, and knows nothing that could write. */
public final class ReadOnlyGateway extends ReadingGateway {
    ReadOnlyGateway(Accounts accounts) {
        super(accounts);
    }
}
