package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.port.LoopListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was trashed by which rules and approvals, and what people brought back. */
final class SimActionLog {
    private final FakeKubernetes kube;
    private final Map<Deed, Done> byRules = new HashMap<>();
    private final Set<Deed> spared = new HashSet<>();
    private final Map<Deed, Set<String>> approvals = new HashMap<>();
    private final Map<Deed, Set<String>> unshown = new HashMap<>();
    private final List<Own> own = new ArrayList<>();

    SimActionLog(FakeKubernetes kube) {
        this.kube = kube;
    }

    /** An item, and the policy that trashed it. */
    private record Deed(PolicyId policy, ItemKey item, Instant created) {
        static Deed of(PolicyId policy, FakeItem thing) {
            return new Deed(policy, thing.key(), thing.created());
        }
    }

    private record Done(String claim, Instant at) {}

    /** Something that was trashed, by whatever claim of a policy. */
    record Own(PolicyId policy, FakeItem thing, String claim, Optional<String> approval, Instant at) {}

    /** Something was trashed. */
    void trashed(PolicyId policy, FakeItem thing, LoopListener.Mutation asked, boolean byRule, Instant at) {
        Deed deed = Deed.of(policy, thing);
        own.add(new Own(policy, thing, asked.claim().id().uid(), asked.approval(), at));
        if (byRule) {
            byRules.put(deed, new Done(asked.claim().id().uid(), at));
        }
        asked.approval()
                .ifPresent(digest ->
                        approvals.computeIfAbsent(deed, any -> new HashSet<>()).add(digest));
    }

    /** A DELETE was answered well and had no effect: it may count as carried out all the same. */
    void unshown(PolicyId policy, FakeItem thing, LoopListener.Mutation asked) {
        asked.approval()
                .ifPresent(digest -> unshown.computeIfAbsent(Deed.of(policy, thing), any -> new HashSet<>())
                        .add(digest));
    }

    /** A DELETE hit another item than was meant, which was restored. */
    void undone(FakeItem thing) {
        own.removeIf(one -> thing.deletedAt().equals(Optional.of(one.at())));
        approvals
                .keySet()
                .removeIf(deed ->
                        deed.item().equals(thing.key()) && deed.created().equals(thing.created()));
    }

    /** Whether a rule of that policy must not trash it any more. */
    boolean isSpared(PolicyId policy, FakeItem thing) {
        return spared.contains(Deed.of(policy, thing));
    }

    /** Whether it was trashed before by that approval. */
    boolean isCarriedOut(PolicyId policy, FakeItem thing, String digest) {
        return approvals.getOrDefault(Deed.of(policy, thing), Set.of()).contains(digest);
    }

    /** Whether it was, or is taken to have been. */
    boolean mayBeCarriedOut(PolicyId policy, FakeItem thing, String digest) {
        return isCarriedOut(policy, thing, digest)
                || unshown.getOrDefault(Deed.of(policy, thing), Set.of()).contains(digest);
    }

    /** A person has brought something back. */
    void restored(FakeItem before) {
        List<Own> open = own.stream()
                .filter(one -> before.deletedAt().equals(Optional.of(one.at())) && isOpen(one.claim()))
                .toList();
        own.removeAll(open);
        open.forEach(this::mayHaveHadNoEffect);
        for (Map.Entry<Deed, Done> entry : byRules.entrySet()) {
            Deed deed = entry.getKey();
            boolean same = deed.item().equals(before.key())
                    && deed.created().equals(before.created())
                    && before.deletedAt().equals(Optional.of(entry.getValue().at()));
            if (same && !isOpen(entry.getValue().claim())) {
                spared.add(deed);
            }
        }
    }

    /** Its approval may release another one, or count as carried out. */
    private void mayHaveHadNoEffect(Own one) {
        Deed deed = Deed.of(one.policy(), one.thing());
        one.approval().ifPresent(digest -> {
            approvals.getOrDefault(deed, new HashSet<>()).remove(digest);
            unshown.computeIfAbsent(deed, any -> new HashSet<>()).add(digest);
        });
    }

    /** Nobody can tell an action of which no listing has shown the effect, and whose effect is gone, from one that had none. */
    private boolean isOpen(String claim) {
        return kube.claim(claim)
                .map(Claim::status)
                .flatMap(claimStatus -> claimStatus.lastAction())
                .map(last -> last.outcome() == LastAction.Outcome.STARTED || last.unconfirmed() > 0)
                .orElse(false);
    }

    /** Everything that was trashed, less what nobody can know of. */
    List<Own> own() {
        return own;
    }

    /** A person has written what is to become of it. */
    void decided(ItemKey item) {
        spared.removeIf(deed -> deed.item().equals(item));
    }
}
