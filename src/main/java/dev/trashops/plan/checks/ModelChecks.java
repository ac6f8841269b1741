package dev.trashops.plan.checks;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ObservedWorkspace;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a DELETE would stop a served model, cancel a training, or take away what others use, and nobody has acknowledged
 * that.
 */
public record ModelChecks(ObservedWorkspace workspace) {
    /** What is known to be lost. */
    static final String ANYWAY = " To trash it anyway, add ";

    /** A failure passes, so nobody has to acknowledge a loss because of it. */
    static final String UNREAD = " That is read again by itself; to trash it without that, add ";

    /** The objection, if any. What has not been read yet is requested and objects as pending. */
    public Optional<Readiness> objection(ClaimFacts facts) {
        Optional<Readiness> loss = facts.item().type() == ItemType.WORKFLOW || facts.acknowledgesEverything()
                ? Optional.empty()
                : loss(facts);
        return loss.or(() -> new ItemReadChecks(workspace).objection(facts));
    }

    private Optional<Readiness> loss(ClaimFacts facts) {
        ModelState models = new ModelReads(workspace).of(facts.item());
        DependentChecks dependents = new DependentChecks(workspace);
        Optional<Readiness> unread = models.pending() ? Optional.of(facts.pending()) : Optional.empty();
        // What a person must lift comes first, and the workflows come last: they are read only for what else could go.
        Optional<Readiness> underWay = underWay(facts, models);
        return underWay.or(() -> trained(facts, models.trained()))
                .or(() -> dependents.publicProject(facts))
                .or(() -> unread)
                .or(() -> running(facts, models.running()))
                .or(() -> dependents.workflows(facts, models));
    }

    /** Whether workflows may use a model that would be lost, as far as that has been read. */
    public boolean mayBeUsed(ClaimFacts facts) {
        return DependentChecks.mayBeUsed(facts, new ModelReads(workspace).of(facts.item()));
    }

    /** Whether a training would be cancelled, or may be. */
    public boolean isTraining(ClaimFacts facts) {
        return isAbout(objection(facts), Reason.RUNNING_TRAINING);
    }

    /** Whether the model cannot be judged before a read. */
    public boolean isPending(ClaimFacts facts) {
        return isAbout(objection(facts), Reason.SNAPSHOT_PENDING);
    }

    private static boolean isAbout(Optional<Readiness> objection, Reason reason) {
        return objection.filter(found -> found.reason() == reason).isPresent();
    }

    /** What only a person can lift: what is known, or else was recorded before a restart and no read has cleared yet. */
    public Optional<Readiness> lasting(ClaimFacts facts) {
        Optional<Readiness> objection = objection(facts);
        Optional<Readiness> before = facts.heldBefore(Set.of(Hold.MODEL));
        if (before.isEmpty()) {
            return objection.filter(Readiness::isStalled);
        }
        // What is known without the models would be shown for the moment that it takes to read them.
        boolean unread = new ModelReads(workspace).of(facts.item()).pending();
        return unread || isAbout(objection, Reason.SNAPSHOT_PENDING) ? before : objection;
    }

    /** The hold recorded before a restart, until a fresh read shows what would be lost. */
    public Optional<Readiness> heldBefore(ClaimFacts facts) {
        return facts.heldBefore(Set.of(Hold.LIMIT, Hold.APPROVAL)).filter(before -> isPending(facts));
    }

    /** Roboflow refuses to trash a training that is under way, whatever anybody acknowledges. */
    private static Optional<Readiness> underWay(ClaimFacts facts, ModelState models) {
        boolean mayRun = facts.item().type() == ItemType.TRAINING && models.running() != Tristate.NO;
        return mayRun
                ? Optional.of(Readiness.reconciling(
                        Reason.RUNNING_TRAINING,
                        facts.item().described()
                                + (models.running() == Tristate.YES ? " is" : " may be (it could not be read)")
                                + " under way, and Roboflow trashes no training before it has ended, whatever is acknowledged."
                                + " It is trashed when it has ended. To trash it sooner, stop or cancel it in Roboflow; a"
                                + " cancelled training may not be refunded."))
                : Optional.empty();
    }

    private static Optional<Readiness> trained(ClaimFacts facts, Tristate trained) {
        if (trained == Tristate.NO || facts.acknowledged().contains(Acknowledgement.TRAINED_MODEL)) {
            return Optional.empty();
        }
        return Optional.of(Readiness.stalled(
                Reason.TRAINED_MODEL,
                facts.item().described()
                        + (trained == Tristate.YES ? " has" : " may have (it could not be read)")
                        + " a trained model, which is no longer served once it is trashed."
                        + (trained == Tristate.YES ? ANYWAY : UNREAD)
                        + "TrainedModel to spec.acknowledge."));
    }

    private static Optional<Readiness> running(ClaimFacts facts, Tristate running) {
        if (running == Tristate.NO || facts.acknowledged().contains(Acknowledgement.RUNNING_TRAINING)) {
            return Optional.empty();
        }
        return Optional.of(Readiness.reconciling(
                Reason.RUNNING_TRAINING,
                facts.item().described()
                        + (running == Tristate.YES ? " is" : " may be (it could not be read)")
                        + " being trained or generated, which trashing would cancel for good; a cancelled training may not be"
                        + " refunded. It is trashed"
                        + " when that has finished. To trash it now, add RunningTraining to spec.acknowledge."));
    }
}
