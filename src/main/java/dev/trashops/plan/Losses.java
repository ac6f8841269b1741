package dev.trashops.plan;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.Known;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a DELETE would stop a served model or cancel a training for good without anybody having said so. */
final class Losses {
    private static final Set<Acknowledgement> EVERYTHING = Set.of(Acknowledgement.values());

    private final ObservedWorkspace world;
    private final ReadRequests requests;

    Losses(ObservedWorkspace world, ReadRequests requests) {
        this.world = world;
        this.requests = requests;
    }

    /** The objection, if any; what has not been read yet is asked for and objects as pending. */
    Optional<Standing> objection(Case one) {
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
    Optional<Standing> known(Case one) {
        return objection(one).filter(Standing::isStalled);
    }

    /** The objection of before a restart, until a new look confirms or lifts it: it is not forgotten for lack of one. */
    Optional<Standing> remembered(Case one) {
        return one.heldBefore(Set.of(Hold.MODEL))
                .flatMap(before -> objection(one).map(now -> now.reason() == Reason.SNAPSHOT_PENDING ? before : now));
    }

    /** What was held before a restart is held until a new look tells what would be lost, which may hold it for good. */
    Optional<Standing> heldBefore(Case one) {
        return one.heldBefore(Set.of(Hold.LIMIT, Hold.APPROVAL))
                .filter(standing -> objection(one)
                        .map(now -> now.reason() == Reason.SNAPSHOT_PENDING)
                        .orElse(false));
    }

    private Optional<Standing> ofProject(Case one) {
        String slug = one.item().slug();
        requests.wantRarely(new Read.Project(slug));
        Optional<ReadResult<ProjectContents>> read = world.contents(slug);
        if (read.isEmpty()) {
            return Optional.of(Checks.pending(one));
        }
        if (!(read.get() instanceof ReadResult.Found<ProjectContents> found)) {
            return unreadable(one);
        }
        List<Standing> objections = found.value().versions().stream()
                .flatMap(version -> Stream.concat(
                                version.trained() == Known.YES ? trained(one, Known.YES) : Stream.empty(),
                                ofVersion(one, version.number()).stream())
                        .limit(1))
                .toList();
        return objections.stream()
                .filter(Standing::isStalled)
                .findFirst()
                .or(() -> objections.stream().findFirst());
    }

    private Optional<Standing> ofVersion(Case one, int number) {
        String slug = one.item().slug();
        Optional<ReadResult<ActiveVersion>> read = world.version(slug, number);
        want(new Read.Version(slug, number), read);
        if (read.isEmpty()) {
            return Optional.of(Checks.pending(one));
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
    private void want(Read.Version version, Optional<ReadResult<ActiveVersion>> read) {
        if (read.orElse(null) instanceof ReadResult.Found<ActiveVersion> found
                && found.value().running() != Known.NO) {
            requests.wantRegularly(version);
        } else {
            requests.wantRarely(version);
        }
    }

    private static Optional<Standing> unreadable(Case one) {
        return Stream.concat(trained(one, Known.UNKNOWN), running(one, Known.UNKNOWN))
                .findFirst();
    }

    private static Stream<Standing> trained(Case one, Known trained) {
        if (trained == Known.NO || one.acknowledged().contains(Acknowledgement.TRAINED_MODEL)) {
            return Stream.empty();
        }
        return Stream.of(Standing.stalled(
                Reason.TRAINED_MODEL,
                one.item().described()
                        + (trained == Known.YES ? " has" : " may have (it could not be read)")
                        + " a trained model, which stops being served once it is trashed. Add TrainedModel to"
                        + " spec.acknowledge to trash it all the same."));
    }

    private static Stream<Standing> running(Case one, Known running) {
        if (running == Known.NO || one.acknowledged().contains(Acknowledgement.RUNNING_TRAINING)) {
            return Stream.empty();
        }
        return Stream.of(Standing.reconciling(
                Reason.RUNNING_TRAINING,
                one.item().described()
                        + (running == Known.YES ? " is" : " may be (it could not be read)")
                        + " being trained or generated, which trashing would cancel for good. It is trashed"
                        + " once that is over; add RunningTraining to spec.acknowledge not to wait."));
    }
}
