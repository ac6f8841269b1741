package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The last actions for each policy, starting with those in its status. */
final class ActionHistory {
    private final Map<String, List<PastAction>> byPolicy = new HashMap<>();

    /** Starts new policies with the history in their status, and drops policies that are gone. */
    void update(Workload workload) {
        Set<String> present = workload.policies().stream().map(Policy::uid).collect(Collectors.toSet());
        byPolicy.keySet().retainAll(present);
        workload.policies()
                .forEach(policy -> byPolicy.computeIfAbsent(
                        policy.uid(), any -> workload.histories().getOrDefault(policy.id(), List.of())));
    }

    List<PastAction> of(Policy policy) {
        return byPolicy.getOrDefault(policy.uid(), List.of()).stream()
                .filter(entry -> entry.outcome() != Outcome.STARTED)
                .toList();
    }

    /** After an action; one whose outcome is still open keeps its cause until that is known. */
    void add(Policy policy, PlannedAction action, LastAction ended) {
        String cause = action.rule().map(rule -> "rule " + rule + ", ").orElse("")
                + "TrashedItem " + action.claim().id().name()
                + action.approval().map(digest -> ", approved " + digest).orElse("");
        add(policy, action.claim(), ended, cause);
    }

    /** After a listing has settled how an earlier action ended. */
    void addDecided(Policy policy, Claim claim, LastAction ended) {
        if (ended.outcome() == Outcome.STARTED) {
            return;
        }
        add(
                policy,
                claim,
                ended,
                "TrashedItem " + claim.id().name()
                        + ended.planDigest()
                                .map(digest -> ", approved " + digest)
                                .orElse(""));
    }

    private void add(Policy policy, Claim claim, LastAction ended, String cause) {
        PastAction entry = new PastAction(
                ended.at().truncatedTo(ChronoUnit.SECONDS),
                ended.action(),
                claim.item().described(),
                ended.outcome(),
                cause);
        List<PastAction> before = byPolicy.getOrDefault(policy.uid(), List.of());
        List<PastAction> after = new ArrayList<>(
                before.stream().filter(one -> !isSame(one, entry)).toList());
        Optional<PastAction> known =
                before.stream().filter(one -> isSame(one, entry)).findFirst();
        after.add(known.map(one -> new PastAction(one.at(), one.kind(), one.item(), entry.outcome(), one.cause()))
                .orElse(entry));
        after.sort(Comparator.comparing(PastAction::at).reversed().thenComparing(PastAction::item));
        byPolicy.put(policy.uid(), after.stream().limit(PastAction.REMEMBERED).toList());
    }

    private static boolean isSame(PastAction one, PastAction other) {
        return one.at().equals(other.at())
                && one.kind() == other.kind()
                && one.item().equals(other.item());
    }
}
