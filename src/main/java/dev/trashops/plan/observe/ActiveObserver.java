package dev.trashops.plan.observe;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.observe.Observation.Active;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.Unknown;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** Finds items in the inventory. */
final class ActiveObserver {
    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final ObservationTimes times;

    ActiveObserver(ObservedWorkspace workspace, ReadRequests requests, ObservationTimes times) {
        this.workspace = workspace;
        this.requests = requests;
        this.times = times;
    }

    /** The item of that claim: active, missing from the inventory, or unknown. */
    Observation observe(Claim claim) {
        return switch (claim.item().type()) {
            case PROJECT -> project(claim);
            case WORKFLOW -> workflow(claim);
            case VERSION -> version(claim);
        };
    }

    private Observation workflow(Claim claim) {
        requests.wantRegularly(new ReadTarget.Workflows());
        return found(
                claim,
                workspace.workflows(),
                new ReadTarget.Workflows(),
                workflows -> Optional.ofNullable(workflows.get(claim.item().slug()))
                        .map(workflow -> new Active(workflow.created(), workflow.id())));
    }

    /** A project is in the list of projects; a later read of the project itself knows better. */
    private Observation project(Claim claim) {
        String slug = claim.item().slug();
        requests.wantRegularly(new ReadTarget.Projects());
        Optional<ReadResult<ProjectContents>> itself =
                workspace.newerContents(slug).filter(read -> isToldBy(read, claim));
        return itself.isPresent()
                ? found(
                        claim,
                        itself,
                        new ReadTarget.Project(slug),
                        contents -> Optional.of(new Active(contents.project().created(), Optional.empty())))
                : found(
                        claim,
                        workspace.projects(),
                        new ReadTarget.Projects(),
                        projects -> Optional.ofNullable(projects.get(slug))
                                .map(project -> new Active(project.created(), Optional.empty())));
    }

    private static boolean isToldBy(ReadResult<ProjectContents> read, Claim claim) {
        return !(read instanceof ReadResult.Unreadable<ProjectContents>) || claim.wanted() == DesiredState.TRASHED;
    }

    private Observation version(Claim claim) {
        String slug = claim.item().slug();
        requests.wantRegularly(new ReadTarget.Projects());
        Observation project = found(
                claim,
                workspace.projects(),
                new ReadTarget.Projects(),
                projects -> projects.containsKey(slug)
                        ? Optional.of(new Active(Optional.empty(), Optional.empty()))
                        : Optional.empty());
        if (!(project instanceof Active)) {
            return project;
        }
        requests.wantRegularly(new ReadTarget.Project(slug));
        return found(
                claim,
                workspace.contents(slug),
                new ReadTarget.Project(slug),
                contents -> contents.versions().stream()
                        .filter(version -> version.number() == claim.item().version())
                        .findFirst()
                        .map(version -> new Active(version.created(), Optional.empty())));
    }

    /** Turns a read into active, missing (nothing there, proved) or unknown (not read, not readable, or too old). */
    private <T> Observation found(
            Claim claim, Optional<ReadResult<T>> read, ReadTarget what, Function<T, Optional<Active>> pick) {
        if (read.isEmpty()) {
            return Unknown.UNREAD;
        }
        if (read.get() instanceof ReadResult.Unreadable<T> failed) {
            return new Unknown(Optional.of(failed.why()));
        }
        Optional<Active> picked =
                read.get() instanceof ReadResult.Found<T> found ? pick.apply(found.value()) : Optional.empty();
        Instant needed = picked.isPresent() ? times.presentSince(claim) : times.absentSince(claim);
        if (read.get().begunAt().isBefore(needed)) {
            requests.want(what, needed);
            return Unknown.UNREAD;
        }
        boolean namesake = picked.filter(active -> isNamesake(claim, active)).isPresent();
        return picked.isEmpty() || namesake ? new Gone(Fate.MISSING, namesake) : picked.get();
    }

    private static boolean isNamesake(Claim claim, Active active) {
        Optional<ItemIdentity> known = claim.status().fingerprint();
        Optional<InternalId> knownId = claim.expectedId();
        if (claim.item().type() == ItemType.WORKFLOW && active.id().isPresent() && knownId.isPresent()) {
            return !active.id().equals(knownId);
        }
        if (active.created().isEmpty()) {
            return false;
        }
        Instant created = active.created().get().truncatedTo(ChronoUnit.SECONDS);
        boolean otherBirthday = known.flatMap(ItemIdentity::createdAt)
                .map(remembered -> !remembered.truncatedTo(ChronoUnit.SECONDS).equals(created))
                .orElse(false);
        boolean bornAfterTrashing = claim.status()
                .trash()
                .flatMap(TrashFacts::deletedAt)
                .map(created::isAfter)
                .orElse(false);
        return otherBirthday || bornAfterTrashing;
    }
}
