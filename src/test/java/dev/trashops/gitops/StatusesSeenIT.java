package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trashops.plan.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Judges every status that the operator has written while the integration tests ran just before. */
@EnabledIfEnvironmentVariable(
        named = "KUBE_API_TEST_DIR",
        matches = ".+",
        disabledReason = "the tests on a real API server were skipped, so the operator wrote no status")
class StatusesSeenIT {
    /** Fewer reasons than that in the whole suite mean that something is not looked at any more. */
    private static final int REASONS = 30;

    private static final Set<String> CLOSED_LIST =
            Stream.of(Reason.values()).map(Reason::text).collect(Collectors.toSet());

    @Test
    void argoCdAndFluxAgreeWithKstatusOnEveryStatus(TestReporter reporter) throws IOException {
        List<String> objections = new ArrayList<>();
        Set<String> reasons = new TreeSet<>();
        List<JsonNode> seen = seen();
        HealthAgreement agreement = new HealthAgreement();
        for (JsonNode resource : seen) {
            agreement
                    .objections(resource)
                    .forEach(objection -> objections.add(objection + ": " + resource.path("kind")
                            + resource.path("metadata") + resource.at("/status/conditions")));
            resource.at("/status/conditions")
                    .forEach(condition -> reasons.add(condition.path("reason").asText()));
            reasons.retainAll(CLOSED_LIST);
        }
        String summary = seen.size() + " statuses with " + reasons.size() + " reasons: " + String.join(", ", reasons);
        reporter.publishEntry("seen", summary);
        System.out.println("Judged " + summary);
        assertThat(objections).isEmpty();
        assertThat(seen).isNotEmpty();
        if (wasTheWholeSuite()) {
            assertThat(reasons).hasSizeGreaterThanOrEqualTo(REASONS);
        }
    }

    @Test
    void whateverWasUnderWayHasComeToAnEndSomewhere() throws IOException {
        Set<String> underWay = new TreeSet<>();
        for (JsonNode resource : seen()) {
            String reason = HealthAgreement.reason(resource, "Reconciling");
            if (!reason.isEmpty()) {
                underWay.add(resource.path("kind").asText() + " " + reason);
            }
        }
        Path endings = StatusRecorder.FOLDER.resolve(StatusRecorder.ENDINGS);
        Set<String> ended = Files.exists(endings) ? Set.copyOf(Files.readAllLines(endings)) : Set.of();
        if (wasTheWholeSuite()) {
            assertThat(ended).containsAll(underWay);
        }
    }

    private static boolean wasTheWholeSuite() {
        return System.getProperty("it.test") == null;
    }

    private static List<JsonNode> seen() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> seen = new ArrayList<>();
        if (Files.exists(StatusRecorder.FOLDER)) {
            try (Stream<Path> files = Files.list(StatusRecorder.FOLDER)) {
                for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    seen.add(json.readTree(file.toFile()));
                }
            }
        }
        return seen;
    }
}
