package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.observe.Observation.Active;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.Unknown;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds items in the inventory. */
record ActiveObserver(ObservedWorkspace workspace, ObservationTimes times) {

    /** The item of that claim: active, missing from the inventory, or unknown. */
    Observation observe(Claim claim) {
        return switch (claim.item().type()) {
            case PROJECT -> project(claim);
            case WORKFLOW -> workflow(claim);
            case VERSION -> version(claim, version -> new Active(version.created(), Optional.empty()));
            case TRAINING -> training(claim);
        };
    }

    private Observation workflow(Claim claim) {
        ReadTarget workflows = new ReadTarget.Workflows();
        workspace.requestRegularly(workflows);
        return found(
                claim,
                workspace.workflows(),
                workflows,
                read -> Optional.ofNullable(read.get(claim.item().slug()))
                        .map(workflow -> new Active(workflow.created(), workflow.id())));
    }

    /** A project is in the list of projects; a newer read of the project itself takes precedence. */
    private Observation project(Claim claim) {
        String slug = claim.item().slug();
        workspace.requestRegularly(new ReadTarget.Projects());
        Optional<Instant> listedAt = workspace.projects().map(ReadResult::begunAt);
        Optional<ReadResult<ProjectContents>> newer = workspace
                .contents(slug)
                .filter(read -> listedAt.filter(read.begunAt()::isAfter).isPresent())
                .filter(read -> !(read instanceof ReadResult.Unreadable<ProjectContents>)
                        || claim.wanted() == DesiredState.TRASHED);
        return newer.isEmpty()
                ? listed(claim, project -> new Active(project.created(), Optional.empty()))
                : found(
                        claim,
                        newer,
                        new ReadTarget.Project(slug),
                        contents -> Optional.of(new Active(contents.project().created(), Optional.empty())));
    }

    private Observation listed(Claim claim, Function<ActiveProject, Active> active) {
        return found(
                claim,
                workspace.projects(),
                new ReadTarget.Projects(),
                projects ->
                        Optional.ofNullable(projects.get(claim.item().slug())).map(active));
    }

    /** A training is not active without its version. */
    private Observation training(Claim claim) {
        Observation version = version(claim, any -> new Active(Optional.empty(), Optional.empty()));
        if (!(version instanceof Active)) {
            return version;
        }
        ItemKey item = claim.item();
        ReadTarget target = new ReadTarget.Trainings(item.slug(), item.version());
        workspace.requestRegularly(target);
        Optional<ReadResult<List<ActiveTraining>>> read = workspace.trainings(item.slug(), item.version());
        // Where Roboflow has no such list, nothing proves that there is no such training.
        return read.orElse(null) instanceof ReadResult.Absent<List<ActiveTraining>>
                ? Unknown.UNREAD
                : found(claim, read, target, runs -> runs.stream()
                        .filter(run -> run.id().equals(item.training()))
                        .findFirst()
                        .map(run -> new Active(run.started(), Optional.of(new InternalId(run.id())))));
    }

    private Observation version(Claim claim, Function<ActiveVersion, Active> active) {
        workspace.requestRegularly(new ReadTarget.Projects());
        Observation project = listed(claim, any -> new Active(Optional.empty(), Optional.empty()));
        if (!(project instanceof Active)) {
            return project;
        }
        ReadTarget target = new ReadTarget.Project(claim.item().slug());
        workspace.requestRegularly(target);
        return found(
                claim,
                workspace.contents(claim.item().slug()),
                target,
                contents -> contents.versions().stream()
                        .filter(version -> version.number() == claim.item().version())
                        .findFirst()
                        .map(active));
    }

    /** Turns a read into active, missing (nothing there, proved) or unknown (not read, not readable, or too old). */
    private <T> Observation found(
            Claim claim, Optional<ReadResult<T>> read, ReadTarget target, Function<T, Optional<Active>> pick) {
        if (read.isEmpty()) {
            return Unknown.UNREAD;
        }
        if (read.get() instanceof ReadResult.Unreadable<T> failed) {
            return new Unknown(Optional.of(failed.why()));
        }
        Optional<Active> picked = read.get().found().flatMap(pick);
        Instant needed = picked.isPresent() ? times.presentSince(claim) : times.absentSince(claim);
        if (read.get().begunAt().isBefore(needed)) {
            workspace.request(target, needed);
            return Unknown.UNREAD;
        }
        boolean namesake = picked.filter(active -> NamesakeDetector.isNamesake(claim, active))
                .isPresent();
        return picked.isEmpty() || namesake ? new Gone(Fate.MISSING, namesake) : picked.get();
    }
}
