package dev.trashops.plan.checks;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether a DELETE would stop a served model or cancel a training, and nobody has acknowledged that. */
public record ModelChecks(ObservedWorkspace workspace) {
    /** The objection, if any. What has not been read yet is requested and objects as pending. */
    public Optional<Readiness> objection(ClaimFacts facts) {
        Optional<Readiness> loss = facts.acknowledgesEverything() ? Optional.empty() : loss(facts);
        return loss.or(() -> new ItemReadChecks(workspace).objection(facts));
    }

    private Optional<Readiness> loss(ClaimFacts facts) {
        return switch (facts.item().type()) {
            case WORKFLOW -> Optional.empty();
            case VERSION -> ofVersion(facts, facts.item().version());
            case PROJECT -> ofProject(facts);
        };
    }

    /** Whether the model cannot be judged before a read. */
    public boolean isPending(ClaimFacts facts) {
        return objects(facts, Reason.SNAPSHOT_PENDING);
    }

    /** Whether a training would be cancelled, or may be. */
    public boolean isTraining(ClaimFacts facts) {
        return objects(facts, Reason.RUNNING_TRAINING);
    }

    private boolean objects(ClaimFacts facts, Reason reason) {
        return objection(facts)
                .filter(objection -> objection.reason() == reason)
                .isPresent();
    }

    /** What only a person can lift: what is known, or else was recorded before a restart and no read has cleared yet. */
    public Optional<Readiness> lasting(ClaimFacts facts) {
        return objection(facts)
                .filter(Readiness::isStalled)
                .or(() -> facts.heldBefore(Set.of(Hold.MODEL))
                        .flatMap(before -> isPending(facts) ? Optional.of(before) : objection(facts)));
    }

    /** The hold recorded before a restart, until a fresh read shows what would be lost. */
    public Optional<Readiness> heldBefore(ClaimFacts facts) {
        return facts.heldBefore(Set.of(Hold.LIMIT, Hold.APPROVAL)).filter(before -> isPending(facts));
    }

    private Optional<Readiness> ofProject(ClaimFacts facts) {
        String slug = facts.item().slug();
        workspace.requestRarely(new ReadTarget.Project(slug));
        Optional<ReadResult<ProjectContents>> read = workspace.contents(slug);
        if (read.isEmpty()) {
            return Optional.of(facts.pending());
        }
        Optional<ProjectContents> found = read.get().found();
        if (found.isEmpty()) {
            return lost(facts, Tristate.UNKNOWN, Tristate.UNKNOWN);
        }
        List<Readiness> objections = found.get().versions().stream()
                .flatMap(version -> ofListed(facts, version).stream())
                .toList();
        return objections.stream()
                .filter(Readiness::isStalled)
                .findFirst()
                .or(() -> objections.stream().findFirst());
    }

    /** The list of a project's versions tells some models, and only a read of the version itself tells the others. */
    private Optional<Readiness> ofListed(ClaimFacts facts, ActiveVersion listed) {
        Optional<Readiness> itself = ofVersion(facts, listed.number());
        return listed.trained() == Tristate.YES ? trained(facts, Tristate.YES).or(() -> itself) : itself;
    }

    private Optional<Readiness> ofVersion(ClaimFacts facts, int number) {
        ReadTarget target = new ReadTarget.Version(facts.item().slug(), number);
        Optional<ReadResult<ActiveVersion>> read =
                workspace.version(facts.item().slug(), number);
        Optional<ActiveVersion> found = read.flatMap(ReadResult::found);
        // A version in training is read again sooner than one at rest.
        if (found.filter(version -> version.running() != Tristate.NO).isPresent()) {
            workspace.requestRegularly(target);
        } else {
            workspace.requestRarely(target);
        }
        return read.isEmpty()
                ? Optional.of(facts.pending())
                : lost(
                        facts,
                        found.map(ActiveVersion::trained).orElse(Tristate.UNKNOWN),
                        found.map(ActiveVersion::running).orElse(Tristate.UNKNOWN));
    }

    private static Optional<Readiness> lost(ClaimFacts facts, Tristate trained, Tristate running) {
        return trained(facts, trained).or(() -> running(facts, running));
    }

    private static Optional<Readiness> trained(ClaimFacts facts, Tristate trained) {
        if (trained == Tristate.NO || facts.acknowledged().contains(Acknowledgement.TRAINED_MODEL)) {
            return Optional.empty();
        }
        return Optional.of(Readiness.stalled(
                Reason.TRAINED_MODEL,
                facts.item().described()
                        + (trained == Tristate.YES ? " has" : " may have (it could not be read)")
                        + " a trained model, which is no longer served once it is trashed. To trash it anyway, add"
                        + " TrainedModel to spec.acknowledge."));
    }

    private static Optional<Readiness> running(ClaimFacts facts, Tristate running) {
        if (running == Tristate.NO || facts.acknowledged().contains(Acknowledgement.RUNNING_TRAINING)) {
            return Optional.empty();
        }
        return Optional.of(Readiness.reconciling(
                Reason.RUNNING_TRAINING,
                facts.item().described()
                        + (running == Tristate.YES ? " is" : " may be (it could not be read)")
                        + " being trained or generated, which trashing would cancel for good. It is trashed"
                        + " when that has finished. To trash it now, add RunningTraining to spec.acknowledge."));
    }
}
