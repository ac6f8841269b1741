package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what was told of transitions, one line each. */
final class FakeStatusListener implements StatusListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {
        lines.add(item.getMetadata().getName() + ": " + reason(before) + " -> " + reason(after));
    }

    @Override
    public void acted(TrashedItem item, LastAction action) {
        lines.add(item.getMetadata().getName() + ": " + action.action() + " " + action.outcome());
    }

    @Override
    public void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyConditions> before, PolicyConditions after) {
        lines.add(policy.getMetadata().getName() + ": "
                + before.map(view -> view.readiness().reason().text()).orElse("-") + " -> "
                + after.readiness().reason().text());
    }

    @Override
    public void writeRefused(HasMetadata resource, RefusedWrite what, String words) {
        lines.add(resource.getMetadata().getName() + ": refused " + what + " " + words);
    }

    @Override
    public void conflict(RoboflowTrashPolicy policy, HasMetadata other) {
        lines.add(policy.getMetadata().getName() + ": " + other.getKind() + " "
                + other.getMetadata().getName() + " is in the way");
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned, Instant at) {
        lines.add(item.getMetadata().getName() + (orphaned ? ": orphaned" : ": let go"));
    }

    private static String reason(ItemProjection view) {
        return view.claimStatus()
                .readiness()
                .map(readiness -> readiness.reason().text())
                .orElse("-");
    }
}
