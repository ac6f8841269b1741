package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who reads what one policy has published for review, and approves it. */
final class Reviewer {
    /** Before a plan is published, each version that it may list is read, with two requests and a new decision each. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Team team;
    private final String policy;

    Reviewer(Team team, String policy) {
        this.team = team;
        this.policy = policy;
    }

    /** Waits for a published plan of so many items, and gives its digest. */
    String awaitPlan(int items) {
        return await("a plan of " + items)
                .atMost(PATIENCE)
                .until(
                        () -> plan().filter(plan -> lines().size() == items).map(PlanSummary::digest),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits for a published plan that lists something like that, and gives its digest. */
    String awaitPlan(String words) {
        return await("a plan with " + words)
                .atMost(PATIENCE)
                .until(
                        () -> plan().filter(plan -> lines().stream().anyMatch(line -> line.contains(words)))
                                .map(PlanSummary::digest),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The lines of the plan that the status names; none while it names none. */
    List<String> lines() {
        return plan()
                .map(PlanSummary::configMap)
                .map(name -> team.configMap(name).getOrDefault("plan.txt", ""))
                .stream()
                .flatMap(String::lines)
                .toList();
    }

    /** What carrying out the plan is in the log of the sandbox, for the workspace named as the policy. */
    List<String> deletions() {
        return lines().stream().map(line -> deletion(line.split(" ", -1))).toList();
    }

    private String deletion(String[] words) {
        return "DELETE /" + policy + (words[0].equals("workflow") ? "/workflows/" : "/") + words[1];
    }

    /** Approves a plan until then. */
    void approve(String digest, Instant until) {
        team.patch("rtp", policy, "{'spec':{'approvedPlan':{'digest':'" + digest + "','until':'" + until + "'}}}");
    }

    /** How a rule stands: {@code matched 3, planned 2, held 1}. */
    String rule(String name) {
        return status().flatMap(status -> status.rules().stream()
                        .filter(rule -> rule.name().equals(name))
                        .findFirst())
                .map(rule -> "matched " + rule.matched() + ", planned " + rule.planned() + ", held " + rule.held())
                .orElse("-");
    }

    /** The messages of the policy's conditions by type. */
    Map<String, String> conditions() {
        return status().map(RoboflowTrashPolicyStatus::conditions).orElse(List.of()).stream()
                .collect(Collectors.toMap(Condition::type, Condition::message));
    }

    Optional<PlanSummary> plan() {
        return status().flatMap(status -> Optional.ofNullable(status.plan())).filter(plan -> plan.digest() != null);
    }

    Optional<RoboflowTrashPolicyStatus> status() {
        return team.policyStatus(policy);
    }
}
