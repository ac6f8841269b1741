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

/** Whether a DELETE would stop a served model or cancel a training for good without anybody having said so. */
public final class ModelChecks {
    private static final Set<Acknowledgement> EVERYTHING = Set.of(Acknowledgement.values());

    private final ObservedWorkspace world;
    private final ReadRequests requests;

    public ModelChecks(ObservedWorkspace world, ReadRequests requests) {
        this.world = world;
        this.requests = requests;
    }

    /** The objection, if any; what has not been read yet is asked for and objects as pending. */
    public Optional<Readiness> objection(ClaimFacts one) {
        if (one.acknowledged().containsAll(EVERYTHING)) {
            return Optional.empty();
        }
        return switch (one.item().type()) {
            case WORKFLOW -> Optional.empty();
            case VERSION -> ofVersion(one, one.item().version());
            case PROJECT -> ofProject(one);
        };
    }

    /** The objection that only a person can lift, as far as it is known. */
    public Optional<Readiness> known(ClaimFacts one) {
        return objection(one).filter(Readiness::isStalled);
    }

    /** The objection of before a restart, until a new look confirms or lifts it: it is not forgotten for lack of one. */
    public Optional<Readiness> remembered(ClaimFacts one) {
        return one.heldBefore(Set.of(Hold.MODEL))
                .flatMap(before -> objection(one).map(now -> now.reason() == Reason.SNAPSHOT_PENDING ? before : now));
    }

    /** What was held before a restart is held until a new look tells what would be lost, which may hold it for good. */
    public Optional<Readiness> heldBefore(ClaimFacts one) {
        return one.heldBefore(Set.of(Hold.LIMIT, Hold.APPROVAL))
                .filter(standing -> objection(one)
                        .map(now -> now.reason() == Reason.SNAPSHOT_PENDING)
                        .orElse(false));
    }

    private Optional<Readiness> ofProject(ClaimFacts one) {
        String slug = one.item().slug();
        requests.wantRarely(new ReadTarget.Project(slug));
        Optional<ReadResult<ProjectContents>> read = world.contents(slug);
        if (read.isEmpty()) {
            return Optional.of(CheckChains.pending(one));
        }
        if (!(read.get() instanceof ReadResult.Found<ProjectContents> found)) {
            return unreadable(one);
        }
        List<Readiness> objections = found.value().versions().stream()
                .flatMap(version -> Stream.concat(
                                version.trained() == Tristate.YES ? trained(one, Tristate.YES) : Stream.empty(),
                                ofVersion(one, version.number()).stream())
                        .limit(1))
                .toList();
        return objections.stream()
                .filter(Readiness::isStalled)
                .findFirst()
                .or(() -> objections.stream().findFirst());
    }

    private Optional<Readiness> ofVersion(ClaimFacts one, int number) {
        String slug = one.item().slug();
        Optional<ReadResult<ActiveVersion>> read = world.version(slug, number);
        want(new ReadTarget.Version(slug, number), read);
        if (read.isEmpty()) {
            return Optional.of(CheckChains.pending(one));
        }
        if (!(read.get() instanceof ReadResult.Found<ActiveVersion> found)) {
            return unreadable(one);
        }
        return Stream.concat(
                        trained(one, found.value().trained()),
                        running(one, found.value().running()))
                .findFirst();
    }

    /** One that is being trained is read again sooner than one at rest. */
    private void want(ReadTarget.Version version, Optional<ReadResult<ActiveVersion>> read) {
        if (read.orElse(null) instanceof ReadResult.Found<ActiveVersion> found
                && found.value().running() != Tristate.NO) {
            requests.wantRegularly(version);
        } else {
            requests.wantRarely(version);
        }
    }

    private static Optional<Readiness> unreadable(ClaimFacts one) {
        return Stream.concat(trained(one, Tristate.UNKNOWN), running(one, Tristate.UNKNOWN))
                .findFirst();
    }

    private static Stream<Readiness> trained(ClaimFacts one, Tristate trained) {
        if (trained == Tristate.NO || one.acknowledged().contains(Acknowledgement.TRAINED_MODEL)) {
            return Stream.empty();
        }
        return Stream.of(Readiness.stalled(
                Reason.TRAINED_MODEL,
                one.item().described()
                        + (trained == Tristate.YES ? " has" : " may have (it could not be read)")
                        + " a trained model, which stops being served once it is trashed. Add TrainedModel to"
                        + " spec.acknowledge to trash it all the same."));
    }

    private static Stream<Readiness> running(ClaimFacts one, Tristate running) {
        if (running == Tristate.NO || one.acknowledged().contains(Acknowledgement.RUNNING_TRAINING)) {
            return Stream.empty();
        }
        return Stream.of(Readiness.reconciling(
                Reason.RUNNING_TRAINING,
                one.item().described()
                        + (running == Tristate.YES ? " is" : " may be (it could not be read)")
                        + " being trained or generated, which trashing would cancel for good. It is trashed"
                        + " once that is over; add RunningTraining to spec.acknowledge not to wait."));
    }
}
