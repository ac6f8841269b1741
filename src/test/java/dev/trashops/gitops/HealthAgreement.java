package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What kstatus, Argo CD and Flux must say of one and the same resource:
 *
 * <table>
 * <caption>who says what</caption>
 * <tr><th>kstatus</th><th>Flux</th><th>Argo CD</th></tr>
 * <tr><td>Terminating</td><td>in progress</td><td>Progressing</td></tr>
 * <tr><td>InProgress</td><td>in progress</td><td>Progressing</td></tr>
 * <tr><td>Failed</td><td>failed</td><td>Degraded; Suspended for an item that waits for a person to say so</td></tr>
 * <tr><td>Current</td><td>current</td><td>Healthy; Suspended for a policy that holds something back</td></tr>
 * </table>
 *
 * <p>Where items that wait are to hold nothing up, Flux takes for current what Argo CD shows as Suspended.
 */
final class HealthAgreement {
    static final Set<String> WAITING = Set.of("Suspended", "PlanOnly", "ApprovalRequired");

    private final ArgoCd argo = new ArgoCd(Clock.systemUTC());
    private final FluxChecks flux = FluxChecks.of(FluxChecks.STRICT);
    private final FluxChecks patientFlux = FluxChecks.of(FluxChecks.PATIENT);

    /** Everything that is wrong with how a resource is seen, in sentences; empty if all agree. */
    List<String> objections(JsonNode resource) {
        List<String> objections = new ArrayList<>();
        Kstatus kstatus = Kstatus.of(resource);
        String health = argo.health(resource).status();
        expect(objections, "Argo CD", health(kstatus, resource), health);
        Kstatus forFlux = kstatus == Kstatus.TERMINATING ? Kstatus.IN_PROGRESS : kstatus;
        expect(objections, "Flux", forFlux, flux.judge(resource));
        expect(
                objections,
                "patient Flux",
                forFlux == Kstatus.FAILED && health.equals("Suspended") ? Kstatus.CURRENT : forFlux,
                patientFlux.judge(resource));
        if (resource.at("/status").has("conditions")) {
            expect(objections, "who counts Ready, Reconciling and Stalled", 1L, readinessByItem(resource));
        }
        return objections;
    }

    private static void expect(List<String> objections, String who, Object wanted, Object seen) {
        if (!wanted.equals(seen)) {
            objections.add(who + " says " + seen + " instead of " + wanted);
        }
    }

    private static String health(Kstatus kstatus, JsonNode resource) {
        return switch (kstatus) {
            case CURRENT -> holdsSomethingBack(resource) ? "Suspended" : "Healthy";
            case IN_PROGRESS, TERMINATING -> "Progressing";
            case FAILED -> isItem(resource) && WAITING.contains(reason(resource, "Stalled")) ? "Suspended" : "Degraded";
        };
    }

    private static boolean holdsSomethingBack(JsonNode resource) {
        return !isItem(resource)
                && (resource.at("/spec/suspend").asBoolean()
                        || !reason(resource, "ApprovalRequired").isEmpty()
                        || !reason(resource, "LimitExceeded").isEmpty()
                        || ((resource.at("/spec/mode").asText().equals("Plan")
                                        || !reason(resource, "NotAllowed").isEmpty())
                                && resource.at("/status/plan/held").asInt() > 0));
    }

    private static boolean isItem(JsonNode resource) {
        return resource.path("kind").asText().equals("TrashedItem");
    }

    /** The reason of a condition that is true; empty if it is not. */
    static String reason(JsonNode resource, String type) {
        return StreamSupport.stream(resource.at("/status/conditions").spliterator(), false)
                .filter(condition -> condition.path("type").asText().equals(type)
                        && condition.path("status").asText().equals("True"))
                .map(condition -> condition.path("reason").asText())
                .collect(Collectors.joining());
    }

    private static long readinessByItem(JsonNode resource) {
        return List.of("Ready", "Reconciling", "Stalled").stream()
                .filter(type -> !reason(resource, type).isEmpty())
                .count();
    }
}
