package dev.trashops.observability;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream that is collected elsewhere, such as the standard output of a pod. Each line is one write, so that what else is
 * written there does not end up inside it; a line that a failed write has torn is ended before the next one.
 */
final class StreamSink implements AuditLog.Sink {
    private final OutputStream stream;
    private boolean torn;

    StreamSink(OutputStream stream) {
        this.stream = stream;
    }

    @Override
    public long lastSequence() {
        return 0;
    }

    @Override
    public void append(String line) throws IOException {
        byte[] bytes = ((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8);
        torn = true;
        stream.write(bytes);
        stream.flush();
        torn = false;
    }

    @Override
    public void close() throws IOException {
        stream.flush();
    }
}
