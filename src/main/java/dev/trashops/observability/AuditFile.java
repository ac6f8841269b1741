package dev.trashops.observability;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;

/**
 * Appends audit lines to a file. A line torn by a crash stays where it is; the next one starts on a new line.
 */
final class AuditFile implements AuditLog.Sink {
    private static final int FIRST_WINDOW = 16 * 1024;

    private final JsonMapper json = new JsonMapper();
    private final FileChannel channel;
    private long knownSize = -1;
    private long knownSequence;
    private boolean torn;

    AuditFile(Path path) throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public long lastSequence() throws IOException {
        long size = channel.size();
        // Another process may have appended, or log rotation may have truncated the file.
        if (size != knownSize) {
            readTail(size);
        }
        return knownSequence;
    }

    @Override
    public void append(String line) throws IOException {
        long sequence = lastSequence();
        long start = channel.size();
        ByteBuffer bytes = ByteBuffer.wrap(((torn ? "\n" : "") + line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long at = start;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
            channel.force(false);
        } catch (IOException e) {
            rollBack(start, e);
            throw e;
        }
        torn = false;
        knownSize = channel.size();
        knownSequence = sequenceOf(line).orElse(sequence);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void rollBack(long start, IOException why) {
        knownSize = -1;
        try {
            channel.truncate(start);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private void readTail(long size) throws IOException {
        OptionalLong found = OptionalLong.empty();
        torn = false;
        for (long window = Math.min(size, FIRST_WINDOW); window > 0; window = Math.min(size, window * 4)) {
            String tail = read(size - window, (int) window);
            torn = !tail.endsWith("\n");
            found = tail.lines()
                    .flatMapToLong(line -> sequenceOf(line).stream())
                    .reduce((earlier, later) -> later);
            if (found.isPresent() || window == size) {
                break;
            }
        }
        knownSequence = found.orElse(0);
        knownSize = size;
    }

    private OptionalLong sequenceOf(String line) {
        try {
            long sequence = json.readTree(line).path("seq").asLong(-1);
            return sequence < 0 ? OptionalLong.empty() : OptionalLong.of(sequence);
        } catch (JsonProcessingException e) {
            // A torn line, or one cut off by the window: an older line has the sequence.
            return OptionalLong.empty();
        }
    }

    private String read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        int got = 0;
        while (bytes.hasRemaining() && got >= 0) {
            got = channel.read(bytes, from + bytes.position());
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
