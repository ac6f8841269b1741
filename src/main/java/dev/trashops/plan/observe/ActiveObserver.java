package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.Observation.Active;
import dev.trashops.plan.observe.Observation.Fate;
import dev.trashops.plan.observe.Observation.Gone;
import dev.trashops.plan.observe.Observation.OutOfSight;
import dev.trashops.plan.observe.Observation.Unknown;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds items in the inventory. */
record ActiveObserver(ObservedWorkspace workspace, ObservationTimes times, ProjectRenames renames) {
    /** That what an item lies in is there. */
    private static final Active PRESENT = new Active(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * The item of that claim: active, missing from the inventory, or unknown. One that was renamed is looked for under its present name
     * first; the name in the spec may belong to another one by now.
     */
    Observation observe(Claim claim) {
        Optional<ItemKey> renamed = claim.itemId().isPresent() ? present(claim) : Optional.empty();
        if (renamed.isEmpty()) {
            return observe(claim, claim.item());
        }
        Observation present = observe(claim, renamed.get());
        if (!(present instanceof Gone)) {
            return present;
        }
        Observation before = observe(claim, claim.item());
        return before instanceof Active active && !NamesakeDetector.isTheSame(claim, active)
                ? new Gone(Fate.MISSING, true, Optional.empty())
                : before;
    }

    /**
     * Its present name: as remembered, or as the list of projects shows it, so that it is never missing meanwhile. Of two projects that
     * had the name in the spec one after the other, only the date of its creation tells which one is meant.
     */
    private Optional<ItemKey> present(Claim claim) {
        Optional<ItemKey> remembered = claim.renamed();
        if (remembered.isPresent() || renames.renamed().isEmpty()) {
            return remembered;
        }
        boolean reused = workspace.isProjectActive(claim.item());
        return renames.presentName(claim)
                .filter(name -> !reused
                        || claim.fingerprint().flatMap(ItemIdentity::createdAt).isPresent());
    }

    private Observation observe(Claim claim, ItemKey name) {
        return switch (claim.item().type()) {
            case PROJECT -> project(claim, name);
            case WORKFLOW -> workflow(claim, name);
            case VERSION -> version(claim, name);
            case TRAINING -> training(claim, name);
        };
    }

    /** The list of workflows tells their ids, so one that was renamed is found by its own. */
    private Observation workflow(Claim claim, ItemKey name) {
        ReadTarget workflows = new ReadTarget.Workflows();
        workspace.requestRegularly(workflows);
        return found(claim, workspace.workflows(), workflows, read -> {
            Optional<ActiveWorkflow> known = claim.expectedId().flatMap(workspace::workflow);
            return known.or(() -> Optional.ofNullable(read.get(name.slug())))
                    .map(workflow ->
                            active(claim, ItemKey.workflow(workflow.slug()), workflow.created(), workflow.id()));
        });
    }

    private static Active active(Claim claim, ItemKey name, Optional<Instant> created, Optional<InternalId> id) {
        return new Active(created, id, name.equals(claim.item()) ? Optional.empty() : Optional.of(name));
    }

    /** A project is in the list of projects; a newer read of the project itself takes precedence. */
    private Observation project(Claim claim, ItemKey name) {
        String slug = name.slug();
        workspace.requestRegularly(new ReadTarget.Projects());
        ReadTarget itself = new ReadTarget.Project(slug);
        Optional<ReadResult<ProjectContents>> newer = workspace
                .contents(slug)
                .filter(read -> workspace.reads().isNewer(itself, new ReadTarget.Projects()))
                .filter(read -> !(read instanceof ReadResult.Unreadable<ProjectContents>)
                        || claim.wanted() == DesiredState.TRASHED);
        return newer.isEmpty()
                ? listed(claim, slug, project -> active(claim, name, project.created(), Optional.empty()))
                : found(
                        claim,
                        newer,
                        itself,
                        contents -> Optional.of(
                                active(claim, name, contents.project().created(), Optional.empty())));
    }

    private Observation listed(Claim claim, String slug, Function<ActiveProject, Active> active) {
        return found(
                claim,
                workspace.projects(),
                new ReadTarget.Projects(),
                projects -> Optional.ofNullable(projects.get(slug)).map(active));
    }

    /** One that was restored by its id may turn out to lie in another version than the spec gives. */
    private Observation training(Claim claim, ItemKey name) {
        Observation own = ofItsVersion(claim, name);
        boolean restored = claim.status()
                .lastAction()
                .filter(last -> last.action() == ActionKind.RESTORE)
                .isPresent();
        boolean mayBeActive = EnumSet.of(ObservedState.IN_TRASH, ObservedState.ACTIVE, ObservedState.UNKNOWN)
                .contains(claim.status().observed());
        if (!(own instanceof Gone) || !restored || !mayBeActive) {
            return own;
        }
        List<ItemKey> others = workspace.contents(name.slug()).flatMap(ReadResult::found).stream()
                .flatMap(contents -> contents.versions().stream())
                .filter(version -> version.number() != name.version())
                .map(version -> ItemKey.training(name.slug(), version.number(), name.training()))
                .toList();
        List<ItemKey> listed = others.stream()
                .filter(other ->
                        workspace.training(other).flatMap(ReadResult::found).isPresent())
                .toList();
        return (listed.isEmpty() ? others : listed)
                .stream()
                        .map(other -> ofItsVersion(claim, other))
                        .filter(seen -> !(seen instanceof Gone))
                        .findFirst()
                        .orElse(own);
    }

    /** A training is not active without its version. */
    private Observation ofItsVersion(Claim claim, ItemKey name) {
        Observation version = version(claim, name, any -> PRESENT);
        if (!(version instanceof Active)) {
            return version;
        }
        String id = claim.item().training();
        ReadTarget target = new ReadTarget.Trainings(name.slug(), name.version());
        workspace.requestRegularly(target);
        Optional<ReadResult<List<ActiveTraining>>> read = workspace.trainings(name.slug(), name.version());
        // Where Roboflow has no such list, nothing proves that there is no such training.
        return read.orElse(null) instanceof ReadResult.Absent<List<ActiveTraining>>
                ? Unknown.UNREAD
                : found(
                        claim,
                        read,
                        target,
                        runs -> runs.stream()
                                .filter(run -> run.id().equals(id))
                                .findFirst()
                                .map(run -> active(claim, name, run.started(), Optional.of(new InternalId(id)))));
    }

    private Observation version(Claim claim, ItemKey name) {
        return version(claim, name, version -> active(claim, name, version.created(), Optional.empty()));
    }

    private Observation version(Claim claim, ItemKey name, Function<ActiveVersion, Active> active) {
        workspace.requestRegularly(new ReadTarget.Projects());
        Observation project = listed(claim, name.slug(), any -> PRESENT);
        if (!(project instanceof Active)) {
            return project;
        }
        if (!name.isAddressable()) {
            return new OutOfSight(name);
        }
        ReadTarget target = new ReadTarget.Project(name.slug());
        workspace.requestRegularly(target);
        return found(
                claim,
                workspace.contents(name.slug()),
                target,
                contents -> contents.version(name.version()).map(active));
    }

    /** An entry of the Trash that may be the item, as it does not tell its name, was not there yet when the item was seen active. */
    private Instant presentSince(Claim claim) {
        List<TrashEntry> nameless =
                workspace.trash().map(TrashSnapshot::withoutOwnName).orElse(List.of());
        if (nameless.isEmpty()) {
            return times.presentSince(claim);
        }
        return nameless.stream()
                .filter(entry -> TrashMatch.mayBe(claim, entry))
                .flatMap(entry -> times.listedSince(entry).stream())
                .reduce(times.presentSince(claim), (one, other) -> one.isAfter(other) ? one : other);
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
        Instant needed = picked.isPresent() ? presentSince(claim) : times.absentSince(claim);
        if (!workspace.reads().isBegunSince(target, needed)) {
            workspace.request(target, needed);
            return Unknown.UNREAD;
        }
        boolean namesake = picked.filter(active -> NamesakeDetector.isNamesake(claim, active))
                .isPresent();
        return picked.isEmpty() || namesake ? new Gone(Fate.MISSING, namesake, Optional.empty()) : picked.get();
    }
}
