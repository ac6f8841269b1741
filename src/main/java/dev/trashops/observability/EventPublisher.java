package dev.trashops.observability;

import static dev.trashops.observability.EventRecorder.EventNotice.normal;
import static dev.trashops.observability.EventRecorder.EventNotice.warning;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.observability.EventRecorder.EventNotice;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashedBy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Publishes Events for status changes. An unchanged status makes none, so a restart is silent. */
public final class EventPublisher implements StatusListener {
    /** What holds a whole workspace or policy is reported once, on the policy, not on each of its thousands of items. */
    private static final Set<Reason> REPORTED_ON_POLICY = EnumSet.of(
            Reason.INVALID_CREDENTIALS,
            Reason.SECRET_NOT_FOUND,
            Reason.SECRET_UNREADABLE,
            Reason.WORKSPACE_NOT_FOUND,
            Reason.ACCOUNT_BLOCKED,
            Reason.LIMIT_EXCEEDED,
            Reason.APPROVAL_REQUIRED,
            Reason.PLAN_ONLY,
            Reason.CLOCK_SKEW,
            Reason.UNEXPECTED_ANSWER);

    /** These have an Event of their own. */
    private static final Set<Reason> REPORTED_AS_LOSS = EnumSet.of(Reason.PURGED, Reason.LOST);

    private static final String SOMEBODY = "Somebody else";

    private final EventRecorder recorder;
    private final ObjectReference self;

    /**
     * Publishes through that recorder.
     *
     * @param self the operator's own pod, for what cannot be said where it happens; outside a cluster it need not exist
     */
    public EventPublisher(EventRecorder recorder, ObjectReference self) {
        this.recorder = recorder;
        this.self = self;
    }

    @Override
    public void itemChanged(TrashedItem item, ItemProjection before, ItemProjection after) {
        ofItem(before, after).forEach(notice -> publish(item, notice));
    }

    @Override
    public void acted(TrashedItem item, LastAction action) {
        ofAction(action, drift(item)).ifPresent(notice -> publish(item, notice));
    }

    @Override
    public void policyChanged(RoboflowTrashPolicy policy, Optional<PolicyConditions> before, PolicyConditions after) {
        ofPolicy(before, after).forEach(notice -> publish(policy, notice));
    }

    @Override
    public void keyAccepted(RoboflowTrashPolicy policy, String secretResourceVersion) {
        publish(policy, KeyEvents.accepted(policy, secretResourceVersion));
    }

    @Override
    public void keyRefused(RoboflowTrashPolicy policy, String secretResourceVersion) {
        publish(policy, KeyEvents.refused(policy, secretResourceVersion));
    }

    @Override
    public void conflict(RoboflowTrashPolicy policy, HasMetadata other) {
        publish(
                policy,
                warning(
                        "Conflict",
                        "Create",
                        "A " + other.getKind() + " named " + other.getMetadata().getName()
                                + " already exists and does not belong to this policy, so the operator cannot"
                                + " create its own. Delete it, or recreate it under another name."));
    }

    @Override
    public void writeRefused(HasMetadata resource, RefusedWrite what, String words) {
        publish(
                resource,
                warning(
                        CamelCase.of(what) + "Refused",
                        "Write",
                        "The API server refuses " + what.consequence() + ": " + words));
    }

    @Override
    public void letGo(TrashedItem item, boolean orphaned, Instant at) {
        if (orphaned) {
            String message = "The resource is being deleted although its item was not restored.";
            publish(item, warning("Orphaned", "LetGo", message));
            // A namespace that is being deleted takes no Events.
            String named = "TrashedItem " + item.getMetadata().getNamespace() + "/"
                    + item.getMetadata().getName() + " was deleted although its item was not restored: "
                    + described(item) + ". Restore it in the Roboflow app if it is still needed.";
            recorder.record(self, warning("Orphaned", "LetGo", named));
        }
    }

    private static String described(TrashedItem item) {
        String shown = item.getStatus() == null || item.getStatus().item() == null
                ? "its item"
                : item.getSpec().item().type() + " " + item.getStatus().item();
        return item.getStatus() == null || item.getStatus().externalRef() == null
                ? shown
                : shown + " of workspace " + item.getStatus().externalRef().workspace();
    }

    static List<EventNotice> ofItem(ItemProjection before, ItemProjection after) {
        ClaimStatus was = before.claimStatus();
        ClaimStatus is = after.claimStatus();
        Optional<EventNotice> stall = is.readiness()
                .filter(now -> !REPORTED_ON_POLICY.contains(now.reason()) && !REPORTED_AS_LOSS.contains(now.reason()))
                .flatMap(now -> stalled(was.readiness(), now));
        return Stream.of(drift(was, is), renamed(was, is), loss(was, is), cleanup(before, after), stall)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * For the last entry of an item's journal; a started action makes none.
     *
     * @param drift who else changed the item; a change of the spec clears it, so an action after a reversal corrects that
     *     reversal
     */
    static Optional<EventNotice> ofAction(LastAction last, Drift drift) {
        String action = CamelCase.of(last.action());
        return switch (last.outcome()) {
            case STARTED -> Optional.empty();
            case DONE -> Optional.of(normal(doneReason(last, drift), action, last.message()));
            case FAILED, REVERTED -> Optional.of(warning("ActionFailed", action, last.message()));
        };
    }

    static List<EventNotice> ofPolicy(Optional<PolicyConditions> before, PolicyConditions after) {
        Stream<EventNotice> stall = stalled(before.map(PolicyConditions::readiness), after.readiness()).stream()
                .filter(notice -> !notice.reason().equals(Reason.CHILDREN_REFUSED.text()));
        Stream<EventNotice> others = Stream.of(PolicyCondition.values())
                .flatMap(type ->
                        ofCondition(type, before.flatMap(was -> was.condition(type)), after.condition(type)).stream());
        return Stream.concat(stall, others).toList();
    }

    /** For a condition that is new; what is questionable about rules is new with every other wording. */
    private static Optional<EventNotice> ofCondition(
            PolicyCondition type, Optional<Notice> before, Optional<Notice> after) {
        return switch (type) {
            case SUSPENDED, PLAN_ONLY, NOT_ALLOWED, APPROVAL_REQUIRED ->
                began(before, after).map(now -> normal(now.reason(), "Hold", now.message()));
            case LIMIT_EXCEEDED -> began(before, after).map(now -> warning(now.reason(), "Hold", now.message()));
            case PLAN_PENDING -> Optional.empty();
            case TRUNCATED, ITEMS_STALLED ->
                began(before, after).map(now -> warning(now.reason(), "Observe", now.message()));
            case CHILDREN_REFUSED -> began(before, after).map(now -> warning(now.reason(), "Create", now.message()));
            case RULES_QUESTIONABLE ->
                after.filter(now -> !before.equals(after)).map(EventPublisher::questionable);
        };
    }

    private static EventNotice questionable(Notice notice) {
        return notice.isOftenInOrder()
                ? normal(notice.reason(), "Observe", notice.message())
                : warning(notice.reason(), "Observe", notice.message());
    }

    private static Optional<Notice> began(Optional<Notice> before, Optional<Notice> after) {
        return before.isPresent() ? Optional.empty() : after;
    }

    private static Optional<EventNotice> drift(ClaimStatus before, ClaimStatus after) {
        boolean reversed = after.drift().reversals().stream()
                .anyMatch(at -> !before.drift().reversals().contains(at));
        return reversed ? Optional.of(warning("DriftDetected", "Observe", drift(after))) : Optional.empty();
    }

    private static String drift(ClaimStatus after) {
        String what = after.observed() == ObservedState.IN_TRASH ? " trashed" : " restored";
        Optional<TrashedBy> by = after.drift().trashedBy();
        return by.map(known -> known.whoever(SOMEBODY)).orElse(SOMEBODY) + what + " the item"
                + by.flatMap(TrashedBy::at).map(at -> " at " + at + ",").orElse("")
                + " after it had reached its desired state.";
    }

    /** Roboflow was seen to call it, or its project, otherwise than before. */
    private static Optional<EventNotice> renamed(ClaimStatus before, ClaimStatus after) {
        return Stream.<Function<ItemIdentity, Optional<String>>>of(ItemIdentity::url, ItemIdentity::parentUrl)
                .flatMap(slug -> renamed(before, after, slug).stream())
                .findFirst();
    }

    private static Optional<EventNotice> renamed(
            ClaimStatus before, ClaimStatus after, Function<ItemIdentity, Optional<String>> slug) {
        Optional<String> was = before.fingerprint().flatMap(slug);
        return after.fingerprint()
                .flatMap(slug)
                .filter(is -> was.filter(old -> !old.equals(is)).isPresent())
                .map(is -> normal("Renamed", "Observe", was.orElseThrow() + " was renamed to " + is + "."));
    }

    private static String doneReason(LastAction last, Drift drift) {
        if (drift.reversals().stream().anyMatch(reversed -> !reversed.isAfter(last.at()))) {
            return "DriftCorrected";
        }
        return last.action() == ActionKind.RESTORE ? "Restored" : "Trashed";
    }

    private static Optional<EventNotice> loss(ClaimStatus before, ClaimStatus after) {
        if (before.observed() == after.observed()
                || !EnumSet.of(ObservedState.PURGED, ObservedState.LOST).contains(after.observed())) {
            return Optional.empty();
        }
        boolean fits = after.readiness().map(Readiness::isReady).orElse(false);
        String message = after.readiness().map(Readiness::message).orElse("The item is gone for good.");
        EventNotice.Level level = fits ? EventNotice.Level.NORMAL : EventNotice.Level.WARNING;
        return Optional.of(new EventNotice(level, CamelCase.of(after.observed()), "Observe", message));
    }

    /** Each stage makes an Event of its own. */
    private static Optional<EventNotice> cleanup(ItemProjection before, ItemProjection after) {
        Optional<CleanupWarning.Stage> shown = before.warning().map(CleanupWarning::stage);
        return after.warning()
                .filter(now -> !shown.equals(Optional.of(now.stage())))
                .map(now -> warning("CleanupImminent", "Warn", now.stage().text() + ": " + now.message()));
    }

    private static Optional<EventNotice> stalled(Optional<Readiness> before, Readiness after) {
        boolean changed = before.filter(Readiness::isStalled)
                .map(was -> was.reason() != after.reason())
                .orElse(true);
        return after.isStalled() && changed
                ? Optional.of(warning(after.reason().text(), "Stall", after.message()))
                : Optional.empty();
    }

    private static Drift drift(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .flatMap(status -> Optional.ofNullable(status.drift()))
                .map(drift -> new Drift(Optional.empty(), drift.reversals()))
                .orElse(Drift.NONE);
    }

    private void publish(HasMetadata resource, EventNotice notice) {
        recorder.record(
                new ObjectReferenceBuilder()
                        .withApiVersion(resource.getApiVersion())
                        .withKind(resource.getKind())
                        .withNamespace(resource.getMetadata().getNamespace())
                        .withName(resource.getMetadata().getName())
                        .withUid(resource.getMetadata().getUid())
                        .build(),
                notice);
    }
}
