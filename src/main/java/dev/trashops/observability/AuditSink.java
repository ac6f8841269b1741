package dev.trashops.observability;

import java.io.Closeable;
import java.io.IOException;

/** Where audit lines go. */
interface AuditSink extends Closeable {

    /** The highest sequence number written so far; 0 if there is none. */
    long lastSequence() throws IOException;

    /** Appends a line; on return it is as durable as the target can make it. */
    void append(String line) throws IOException;
}
