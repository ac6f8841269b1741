package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.observe.Observation;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Whether the item itself was read and is the one that lists show: no DELETE rests on a list alone, whatever has been
 * acknowledged. Of a workflow nothing is read but its line in the list of workflows.
 */
record ItemReadChecks(ObservedWorkspace workspace) {

    Optional<Readiness> objection(ClaimFacts facts) {
        String slug = facts.item().slug();
        int version = facts.item().version();
        return switch (facts.item().type()) {
            case WORKFLOW -> isNamed(facts.observation()) ? Optional.empty() : Optional.of(unproved(facts));
            case PROJECT ->
                objection(
                        facts,
                        new ReadTarget.Project(slug),
                        workspace.contents(slug),
                        found -> found.project().created());
            case VERSION ->
                objection(
                        facts,
                        new ReadTarget.Version(slug, version),
                        workspace.version(slug, version),
                        ActiveVersion::created);
            case TRAINING ->
                objection(
                        facts,
                        new ReadTarget.Trainings(slug, version),
                        workspace.training(facts.item()),
                        ActiveTraining::started);
        };
    }

    /** Whether the line tells more than the slug, so that other checks could compare it. */
    private static boolean isNamed(Observation observation) {
        return !(observation instanceof Observation.Active active)
                || active.id().isPresent()
                || active.created().isPresent();
    }

    private <T> Optional<Readiness> objection(
            ClaimFacts facts, ReadTarget itself, Optional<ReadResult<T>> read, Function<T, Optional<Instant>> created) {
        workspace.requestRarely(itself);
        if (read.isEmpty()) {
            return Optional.of(facts.pending());
        }
        if (read.get() instanceof ReadResult.Unreadable<T> failed) {
            return Optional.of(failed.why());
        }
        Optional<T> found = read.get().found();
        if (found.filter(it -> isAsExpected(facts, created.apply(it))).isPresent()) {
            return Optional.empty();
        }
        workspace.requestRegularly(itself);
        return Optional.of(unproved(facts));
    }

    /** The list of a project's versions gives their dates, too; the answer about one version may leave its date out. */
    private static boolean isAsExpected(ClaimFacts facts, Optional<Instant> created) {
        Optional<Instant> listed = facts.observation().created();
        boolean isVersion = facts.item().type() == ItemType.VERSION;
        List<Instant> expected = Stream.concat(
                        listed.stream(), facts.claim().status().fingerprint().flatMap(ItemIdentity::createdAt).stream())
                .map(at -> at.truncatedTo(ChronoUnit.SECONDS))
                .distinct()
                .toList();
        return created.or(() -> isVersion ? listed : Optional.empty())
                .map(at -> expected.stream().allMatch(at.truncatedTo(ChronoUnit.SECONDS)::equals))
                .orElse(expected.isEmpty());
    }

    private static Readiness unproved(ClaimFacts facts) {
        return Readiness.reconciling(
                Reason.SNAPSHOT_PENDING,
                "Roboflow lists " + facts.item().described() + ", but asked for it, answers that there is none, or does"
                        + " not show the same creation date. It is not trashed before both agree.");
    }
}
