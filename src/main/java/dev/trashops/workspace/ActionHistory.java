package dev.trashops.workspace;

import dev.trashops.plan.PlannedAction;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.PastAction;
import dev.trashops.plan.model.Policy;
import dev.trashops.workspace.port.ClaimStore.Workload;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The last actions for each policy, starting with those in its status. */
final class ActionHistory {
    private static final Comparator<PastAction> NEWEST_FIRST =
            Comparator.comparing(PastAction::at).reversed().thenComparing(PastAction::item);

    private final Map<String, List<PastAction>> byPolicy = new HashMap<>();

    /** Starts new policies with the history in their status, and drops policies that are gone. */
    void update(Workload workload) {
        byPolicy.keySet()
                .retainAll(workload.policies().stream().map(Policy::uid).toList());
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
        String rule = action.rule().map(name -> "rule " + name + ", ").orElse("");
        add(policy, action.claim(), ended, rule + cause(action.claim(), action.approval()));
    }

    /** After a listing has settled how an earlier action ended. */
    void addDecided(Policy policy, Claim claim, LastAction ended) {
        if (ended.outcome() != Outcome.STARTED) {
            add(policy, claim, ended, cause(claim, ended.planDigest()));
        }
    }

    private static String cause(Claim claim, Optional<String> approval) {
        return "TrashedItem " + claim.id().name()
                + approval.map(digest -> ", approved " + digest).orElse("");
    }

    private void add(Policy policy, Claim claim, LastAction ended, String cause) {
        PastAction entry = new PastAction(
                ended.at().truncatedTo(ChronoUnit.SECONDS),
                ended.action(),
                claim.item().described(),
                ended.outcome(),
                cause);
        List<PastAction> before = byPolicy.getOrDefault(policy.uid(), List.of());
        String known = before.stream()
                .filter(one -> isSame(one, entry))
                .map(PastAction::cause)
                .findFirst()
                .orElse(cause);
        PastAction newest = new PastAction(entry.at(), entry.kind(), entry.item(), entry.outcome(), known);
        byPolicy.put(
                policy.uid(),
                Stream.concat(before.stream().filter(one -> !isSame(one, entry)), Stream.of(newest))
                        .sorted(NEWEST_FIRST)
                        .limit(PastAction.REMEMBERED)
                        .toList());
    }

    private static boolean isSame(PastAction one, PastAction other) {
        return one.at().equals(other.at())
                && one.kind() == other.kind()
                && one.item().equals(other.item());
    }
}
