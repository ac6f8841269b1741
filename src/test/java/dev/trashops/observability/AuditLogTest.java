package dev.trashops.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.workspace.port.LoopListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whoTrashedWhatIsRestoredIsNamedWhereNamesAreShown() throws IOException {
        LoopListener.Mutation unnamed = ObservabilityFixture.mutation("m1");
        LoopListener.Mutation named = new LoopListener.Mutation(
                "m2",
                unnamed.workspace(),
                unnamed.action(),
                unnamed.item(),
                unnamed.claim(),
                unnamed.policy(),
                unnamed.requestedBy(),
                unnamed.entryId(),
                TrashedBy.of(Optional.of(ObservabilityFixture.NOW), Optional.of("uid-42"), Optional.of("Jane Doe")),
                unnamed.at());
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(unnamed);
            log.begins(named);
        }
        assertThat(lines().get(0)).doesNotContain("deletedBy", "deletedAt");
        assertThat(lines().get(1))
                .contains("\"deletedAt\":\"2026-11-23T10:15:30Z\",\"deletedBy\":\"uid-42\","
                        + "\"deletedByName\":\"Jane Doe\"");
    }

    @Test
    void aTrainingIsNamedByItsVersionAndItsId() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1", ItemKey.training("my-detector", 3, "acme/my-detector/3")));
        }
        assertThat(lines().get(0))
                .contains("\"item\":{\"type\":\"Training\",\"slug\":\"my-detector\",\"version\":3,"
                        + "\"training\":\"acme/my-detector/3\"}");
    }

    @Test
    void anActionIsOneLineBeforeItAndOneAfterIt() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1"));
            assertThat(lines()).hasSize(1);
            log.ended(
                    ObservabilityFixture.mutation("m1"),
                    LastAction.Outcome.DONE,
                    "Restored.",
                    ObservabilityFixture.NOW.plusSeconds(1));
        }
        assertThat(Files.readString(file())).isEqualTo("""
            {"log":"audit","seq":1,"at":"2026-11-23T10:15:30Z","phase":"begin","mutation":"m1","action":"Restore",\
            "workspace":"acme","region":"US","item":{"type":"Version","slug":"my-detector","version":3},"entryId":"abc123",\
            "policy":{"namespace":"team-a","name":"acme"},\
            "resource":{"namespace":"team-a","name":"keep-v3","uid":"uid-1","generation":7},\
            "requestedBy":{"kind":"TrashedItem","namespace":"team-a","name":"keep-v3","uid":"uid-1","generation":7,\
            "field":"spec.desiredState","manager":"kustomize-controller","time":"2026-11-23T10:14:30Z"}}
            {"log":"audit","seq":2,"at":"2026-11-23T10:15:31Z","phase":"end","mutation":"m1","action":"Restore",\
            "workspace":"acme","region":"US","item":{"type":"Version","slug":"my-detector","version":3},"entryId":"abc123",\
            "policy":{"namespace":"team-a","name":"acme"},\
            "resource":{"namespace":"team-a","name":"keep-v3","uid":"uid-1","generation":7},\
            "requestedBy":{"kind":"TrashedItem","namespace":"team-a","name":"keep-v3","uid":"uid-1","generation":7,\
            "field":"spec.desiredState","manager":"kustomize-controller","time":"2026-11-23T10:14:30Z"},\
            "outcome":"Done","message":"Restored."}
            """);
    }

    @Test
    void whatWasAnsweredInsteadOfWhatWasAskedForIsALineOfItsOwn() throws IOException {
        LoopListener.Mutation mutation = ObservabilityFixture.ruled("m1");
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(mutation);
            log.contradicted(
                    mutation,
                    List.of(
                            new Contradiction("trash", "true", Optional.of("false")),
                            new Contradiction("project", "my-detector", Optional.empty())),
                    ObservabilityFixture.NOW);
            log.ended(mutation, LastAction.Outcome.DONE, "Deleted.", ObservabilityFixture.NOW);
        }
        assertThat(lines()).hasSize(3);
        assertThat(lines().get(1))
                .contains("\"phase\":\"answer\",\"mutation\":\"m1\"")
                .endsWith(",\"contradictions\":{\"trash\":{\"asked\":\"true\",\"answered\":\"false\"},"
                        + "\"project\":{\"asked\":\"my-detector\",\"answered\":null}}}");
        assertThat(sequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void whatARuleAskedForNamesTheRuleAndTheApproval() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AuditLog log = AuditLog.toStream(bytes);
        log.begins(ObservabilityFixture.ruled("m1"));
        log.ended(ObservabilityFixture.ruled("m1"), LastAction.Outcome.DONE, "Trashed.", ObservabilityFixture.NOW);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line)
                        .contains(
                                "\"rule\":\"prune\",\"approval\":\"" + ObservabilityFixture.DIGEST + "\"",
                                "\"requestedBy\":{\"kind\":\"RoboflowTrashPolicy\",\"namespace\":\"team-a\","
                                        + "\"name\":\"acme\",\"uid\":\"uid-p\",\"generation\":4,\"field\":\"spec.rules\","
                                        + "\"manager\":\"kustomize-controller\",\"time\":\"2026-11-23T10:14:30Z\","
                                        + "\"rule\":\"prune\",\"approval\":{\"digest\":\"" + ObservabilityFixture.DIGEST
                                        + "\",\"manager\":\"kubectl-edit\",\"time\":\"2026-11-23T10:15:00Z\"}}"));
    }

    @Test
    void theSequenceGoesOnAfterARestart() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1"));
        }
        try (AuditLog log = AuditLog.toFile(file())) {
            log.ended(
                    ObservabilityFixture.mutation("m1"),
                    LastAction.Outcome.DONE,
                    "Found restored.",
                    ObservabilityFixture.NOW);
            log.begins(ObservabilityFixture.mutation("m2"));
        }
        assertThat(sequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aLineTornByACrashAtAnyByteStaysAloneAndTheSequenceGoesOn() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1"));
            log.begins(ObservabilityFixture.mutation("m2"));
        }
        byte[] whole = Files.readAllBytes(file());
        int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
        for (int length = first; length <= whole.length; length++) {
            byte[] torn = java.util.Arrays.copyOf(whole, length);
            Files.write(file(), torn);
            try (AuditLog log = AuditLog.toFile(file())) {
                log.begins(ObservabilityFixture.mutation("m3"));
            }
            assertThat(Files.readAllBytes(file())).startsWith(torn);
            List<String> lines = lines();
            assertThat(JSON.readTree(lines.get(lines.size() - 1)).path("seq").asLong())
                    .as("cut after %d bytes", length)
                    .isEqualTo(length >= whole.length - 1 ? 3 : 2);
        }
    }

    @Test
    void theLastLineIsFoundBehindALongTornOne() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1"));
        }
        Files.writeString(file(), "x".repeat(100_000), StandardOpenOption.APPEND);
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m2"));
        }
        assertThat(JSON.readTree(lines().get(2)).path("seq").asLong()).isEqualTo(2);
    }

    @Test
    void twoProcessesOnOneFileShareTheSequence() throws IOException {
        try (AuditLog old = AuditLog.toFile(file());
                AuditLog fresh = AuditLog.toFile(file())) {
            old.begins(ObservabilityFixture.mutation("m1"));
            fresh.begins(ObservabilityFixture.mutation("m2"));
            old.begins(ObservabilityFixture.mutation("m3"));
        }
        assertThat(sequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRotationThatEmptiesTheFileDoesNotTurnTheSequenceBack() throws IOException {
        try (AuditLog log = AuditLog.toFile(file())) {
            log.begins(ObservabilityFixture.mutation("m1"));
            log.begins(ObservabilityFixture.mutation("m2"));
            Files.write(file(), new byte[0]);
            log.begins(ObservabilityFixture.mutation("m3"));
        }
        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void aMessageWithLineBreaksIsStillOneLine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        AuditLog log = AuditLog.toStream(bytes);
        log.ended(
                ObservabilityFixture.mutation("m1"),
                LastAction.Outcome.FAILED,
                "one\ntwo\r\nthree",
                ObservabilityFixture.NOW);
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    private Path file() {
        return folder.resolve("audit.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    private List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (String line : lines()) {
            JsonNode node = JSON.readTree(line);
            sequences.add(node.path("seq").asLong());
        }
        return sequences;
    }
}
