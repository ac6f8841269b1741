package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.plan.model.LastAction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of actions and of their lines while the audit log can't be written. */
class AuditLogOutageTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aFileThatCannotBeOpenedIsToldAtTheStart() {
        assertThatThrownBy(() -> AuditLog.toFile(folder.resolve("missing").resolve("audit.jsonl")))
                .isInstanceOf(IOException.class);
    }

    @Test
    @EnabledIf("hasFullDevice")
    void aFullDiskStopsTheAction() throws IOException {
        try (AuditLog log = AuditLog.toFile(Path.of("/dev/full"))) {
            assertThatThrownBy(() -> log.begins(ObservabilityFixture.mutation("m1")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("nothing is sent");
        }
    }

    @Test
    void aBrokenStreamStopsActionsAndThoseAfterItWorksAgainAreRecorded() throws IOException {
        Faulty stream = new Faulty();
        try (AuditLog log = AuditLog.toStream(stream)) {
            log.begins(ObservabilityFixture.mutation("m1"));
            assertThat(log.problem()).isEmpty();
            stream.broken = true;
            assertThatThrownBy(() -> log.begins(ObservabilityFixture.mutation("m2")))
                    .isInstanceOf(UncheckedIOException.class);
            assertThatThrownBy(() -> log.begins(ObservabilityFixture.mutation("m3")))
                    .isInstanceOf(UncheckedIOException.class);
            assertThat(log.problem()).isPresent();
            stream.broken = false;
            assertThat(log.problem()).isEmpty();
            log.begins(ObservabilityFixture.mutation("m4"));
            assertThat(log.problem()).isEmpty();
        }
        assertThat(stream.lines())
                .as("each failed write got half a line out")
                .filteredOn(AuditLogOutageTest::isJson)
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"phase\":\"begin\"", "\"m1\"", "\"seq\":1"),
                        line -> assertThat(line)
                                .contains("\"phase\":\"refused\"", "\"m2\"", "\"attempts\":2", "\"seq\":2"),
                        line -> assertThat(line).contains("\"phase\":\"begin\"", "\"m4\"", "\"seq\":3"));
    }

    @Test
    void anOutageIsSaidOnceAndSoIsItsEnd() throws IOException {
        Faulty stream = new Faulty();
        try (LogLines lines = new LogLines(AuditLog.class);
                AuditLog log = AuditLog.toStream(stream)) {
            stream.broken = true;
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> log.begins(ObservabilityFixture.mutation("m1")))
                        .isInstanceOf(UncheckedIOException.class);
                assertThat(log.problem()).isPresent();
            }
            assertThat(lines.next())
                    .singleElement()
                    .asString()
                    .startsWith("ERROR The audit log can't be written (broken pipe): nothing is changed in Roboflow");
            stream.broken = false;
            assertThat(log.problem()).isEmpty();
            assertThat(lines.next()).containsExactly("INFO The audit log can be written again");
        }
    }

    @Test
    void anOutcomeThatCouldNotBeWrittenIsWrittenBeforeTheNextAction() {
        Switched target = new Switched();
        AuditLog log = new AuditLog(target);
        log.begins(ObservabilityFixture.mutation("m1"));
        target.broken = true;
        log.ended(
                ObservabilityFixture.mutation("m1"), LastAction.Outcome.FAILED, "No answer.", ObservabilityFixture.NOW);
        assertThatThrownBy(() -> log.begins(ObservabilityFixture.mutation("m2")))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(target.lines).hasSize(1);
        target.broken = false;
        log.begins(ObservabilityFixture.mutation("m3"));
        assertThat(target.lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"seq\":1", "m1"),
                        line -> assertThat(line).contains("\"seq\":2", "No answer."),
                        line -> assertThat(line).contains("\"seq\":3", "m2", "refused"),
                        line -> assertThat(line).contains("\"seq\":4", "m3"));
    }

    static boolean hasFullDevice() {
        return Files.isWritable(Path.of("/dev/full"));
    }

    private static boolean isJson(String line) {
        try {
            return JSON.readTree(line).isObject();
        } catch (JsonProcessingException torn) {
            return false;
        }
    }

    /** While it is broken, half of each write gets out. */
    private static final class Faulty extends OutputStream {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private boolean broken;

        @Override
        public void write(int octet) {
            out.write(octet);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, broken ? length / 2 : length);
            if (broken) {
                throw new IOException("broken pipe");
            }
        }

        private List<String> lines() {
            return out.toString(StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static final class Switched implements AuditLog.Sink {
        private final List<String> lines = new ArrayList<>();
        private boolean broken;

        @Override
        public long lastSequence() {
            return 0;
        }

        @Override
        public void append(String line) throws IOException {
            if (broken) {
                throw new IOException("no space left");
            }
            lines.add(line);
        }

        @Override
        public void close() {
            lines.clear();
        }
    }
}
