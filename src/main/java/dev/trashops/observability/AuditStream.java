package dev.trashops.observability;

import java.io.IOException;
import java.io.PrintStream;

/** Prints audit lines to a stream that is collected elsewhere, such as the standard output of a pod. */
final class AuditStream implements AuditSink {
    private final PrintStream stream;

    AuditStream(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public long lastSequence() {
        return 0;
    }

    @Override
    public void append(String line) throws IOException {
        stream.print(line + "\n");
        if (stream.checkError()) {
            throw new IOException("the audit log stream is broken");
        }
    }

    @Override
    public void close() {
        stream.flush();
    }
}
