package dev.trashops.observability;

import java.io.Closeable;
import java.io.IOException;

/** Where audit lines go. */
interface AuditSink extends Closeable {

    /** The highest sequence number that is already there; 0 if none is. */
    long lastSequence() throws IOException;

    /** Adds a line; it is durable, as far as the target can promise that, when this returns. */
    void append(String line) throws IOException;
}
