package dev.trashops.plan.checks;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a DELETE would stop a served model or cancel a training, and nobody has acknowledged that. */
public final class ModelChecks {
    private static final Set<Acknowledgement> EVERYTHING = Set.of(Acknowledgement.values());

    private final ObservedWorkspace workspace;
    private final ReadRequests requests;

    public ModelChecks(ObservedWorkspace workspace, ReadRequests requests) {
        this.workspace = workspace;
        this.requests = requests;
    }

    /** The objection, if any. What has not been read yet is requested and objects as pending. */
    public Optional<Readiness> objection(ClaimFacts facts) {
        if (facts.acknowledged().containsAll(EVERYTHING)) {
            return Optional.empty();
        }
        return switch (facts.item().type()) {
            case WORKFLOW -> Optional.empty();
            case VERSION -> ofVersion(facts, facts.item().version());
            case PROJECT -> ofProject(facts);
        };
    }

    /** The objection, if it is known and only a person can lift it. */
    public Optional<Readiness> known(ClaimFacts facts) {
        return objection(facts).filter(Readiness::isStalled);
    }

    /** The objection recorded before a restart. It stands until a fresh read confirms or clears it. */
    public Optional<Readiness> remembered(ClaimFacts facts) {
        return facts.heldBefore(Set.of(Hold.MODEL))
                .flatMap(before -> objection(facts).map(now -> now.reason() == Reason.SNAPSHOT_PENDING ? before : now));
    }

    /** The hold recorded before a restart, until a fresh read shows what would be lost. */
    public Optional<Readiness> heldBefore(ClaimFacts facts) {
        return facts.heldBefore(Set.of(Hold.LIMIT, Hold.APPROVAL))
                .filter(before -> objection(facts)
                        .map(now -> now.reason() == Reason.SNAPSHOT_PENDING)
                        .orElse(false));
    }

    private Optional<Readiness> ofProject(ClaimFacts facts) {
        String slug = facts.item().slug();
        requests.wantRarely(new ReadTarget.Project(slug));
        Optional<ReadResult<ProjectContents>> read = workspace.contents(slug);
        if (read.isEmpty()) {
            return Optional.of(facts.pending());
        }
        if (!(read.get() instanceof ReadResult.Found<ProjectContents> found)) {
            return unreadable(facts);
        }
        List<Readiness> objections = found.value().versions().stream()
                .flatMap(version -> Stream.concat(
                                version.trained() == Tristate.YES ? trained(facts, Tristate.YES) : Stream.empty(),
                                ofVersion(facts, version.number()).stream())
                        .limit(1))
                .toList();
        return objections.stream()
                .filter(Readiness::isStalled)
                .findFirst()
                .or(() -> objections.stream().findFirst());
    }

    private Optional<Readiness> ofVersion(ClaimFacts facts, int number) {
        String slug = facts.item().slug();
        Optional<ReadResult<ActiveVersion>> read = workspace.version(slug, number);
        request(new ReadTarget.Version(slug, number), read);
        if (read.isEmpty()) {
            return Optional.of(facts.pending());
        }
        if (!(read.get() instanceof ReadResult.Found<ActiveVersion> found)) {
            return unreadable(facts);
        }
        return Stream.concat(
                        trained(facts, found.value().trained()),
                        running(facts, found.value().running()))
                .findFirst();
    }

    /** A version in training is read again sooner than one at rest. */
    private void request(ReadTarget.Version version, Optional<ReadResult<ActiveVersion>> read) {
        if (read.orElse(null) instanceof ReadResult.Found<ActiveVersion> found
                && found.value().running() != Tristate.NO) {
            requests.wantRegularly(version);
        } else {
            requests.wantRarely(version);
        }
    }

    private static Optional<Readiness> unreadable(ClaimFacts facts) {
        return Stream.concat(trained(facts, Tristate.UNKNOWN), running(facts, Tristate.UNKNOWN))
                .findFirst();
    }

    private static Stream<Readiness> trained(ClaimFacts facts, Tristate trained) {
        if (trained == Tristate.NO || facts.acknowledged().contains(Acknowledgement.TRAINED_MODEL)) {
            return Stream.empty();
        }
        return Stream.of(Readiness.stalled(
                Reason.TRAINED_MODEL,
                facts.item().described()
                        + (trained == Tristate.YES ? " has" : " may have (it could not be read)")
                        + " a trained model, which is no longer served once it is trashed. To trash it anyway, add"
                        + " TrainedModel to spec.acknowledge."));
    }

    private static Stream<Readiness> running(ClaimFacts facts, Tristate running) {
        if (running == Tristate.NO || facts.acknowledged().contains(Acknowledgement.RUNNING_TRAINING)) {
            return Stream.empty();
        }
        return Stream.of(Readiness.reconciling(
                Reason.RUNNING_TRAINING,
                facts.item().described()
                        + (running == Tristate.YES ? " is" : " may be (it could not be read)")
                        + " being trained or generated, which trashing would cancel for good. It is trashed"
                        + " when that has finished. To trash it now, add RunningTraining to spec.acknowledge."));
    }
}
