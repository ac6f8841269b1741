package dev.trashops.plan;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.Fingerprint;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Works out where an item is, from the listing, the inventory and what is remembered of it. */
final class Observer {
    /** How far apart two agreeing reads of an absence are at least. */
    private static final Duration CONFIRM = Duration.ofSeconds(2);

    private final World world;
    private final Ledger ledger;

    Observer(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    /** Where the item of that claim is. */
    Sighting see(Claim claim) {
        Optional<Snapshot> trash = world.trash();
        Optional<Instant> touched = touched(claim.item());
        if (trash.isEmpty()) {
            return Sighting.of(ObservedState.UNKNOWN);
        }
        if (touched.isPresent() && !trash.get().begunAt().isAfter(touched.get())) {
            world.want(new Read.Trash(), touched.get().plusMillis(1));
            return Sighting.of(ObservedState.UNKNOWN);
        }
        Sighting inTrash = inTrash(claim);
        if (inTrash.state() == ObservedState.IN_TRASH) {
            return inTrash;
        }
        Sighting active = active(claim);
        Sighting seen = active.state() == ObservedState.MISSING ? absent(claim, trash.get()) : active;
        return inTrash.namesake() || active.namesake() ? seen.withNamesake() : seen;
    }

    /** When this operator last changed the item, or its project. */
    private Optional<Instant> touched(ItemKey item) {
        return Stream.concat(Stream.of(item), item.parent().stream())
                .flatMap(key -> Optional.ofNullable(ledger.touched().get(key)).stream())
                .max(Instant::compareTo);
    }

    private Sighting inTrash(Claim claim) {
        return claim.item().type() == ItemType.VERSION ? versionInTrash(claim) : itselfInTrash(claim);
    }

    private Sighting itselfInTrash(Claim claim) {
        List<TrashEntry> named = world.index().named(claim.item());
        Optional<String> expected = expectedId(claim);
        List<TrashEntry> own = named.stream()
                .filter(entry -> expected.map(entry.id()::equals).orElse(true))
                .toList();
        if (own.isEmpty()) {
            Sighting none = Sighting.of(ObservedState.UNKNOWN);
            return named.isEmpty() ? none : none.withNamesake();
        }
        NameCheck name = expected.isPresent() ? NameCheck.CLEAR : checkName(claim.item());
        boolean ambiguous = own.size() > 1 || name == NameCheck.TAKEN;
        return Sighting.inTrash(own, Optional.empty(), ambiguous, name == NameCheck.UNREAD, named.size() > own.size());
    }

    /** Whether an active item bears the name of one in the Trash, so that the name alone tells nothing. */
    private enum NameCheck {
        CLEAR,
        TAKEN,
        UNREAD
    }

    private NameCheck checkName(ItemKey item) {
        Instant listed = ledger.listedSince().getOrDefault(item, world.now());
        return switch (item.type()) {
            case PROJECT -> checkName(world.projects(), item, new Read.Projects(), listed);
            case WORKFLOW -> checkName(world.workflows(), item, new Read.Workflows(), listed);
            case VERSION -> NameCheck.CLEAR;
        };
    }

    private <T> NameCheck checkName(
            Optional<ReadResult<Map<String, T>>> read, ItemKey item, Read what, Instant listed) {
        if (read.isEmpty()) {
            return NameCheck.UNREAD;
        }
        if (!(read.get() instanceof ReadResult.Found<Map<String, T>> found)
                || !found.value().containsKey(item.slug())) {
            return NameCheck.CLEAR;
        }
        if (found.begunAt().isBefore(listed)) {
            world.want(what, listed);
            return NameCheck.UNREAD;
        }
        return NameCheck.TAKEN;
    }

    private Sighting versionInTrash(Claim claim) {
        Optional<String> parentId = expectedParentId(claim);
        ItemKey project = ItemKey.project(claim.item().slug());
        List<TrashEntry> own = world.index().named(claim.item()).stream()
                .filter(entry -> matches(entry.parentId(), parentId))
                .toList();
        List<TrashEntry> parents = world.index().named(project).stream()
                .filter(entry -> parentId.map(entry.id()::equals).orElse(true))
                .toList();
        Optional<TrashEntry> parent = own.size() == 1
                ? parents.stream()
                        .filter(entry -> matches(own.get(0).parentId(), Optional.of(entry.id())))
                        .findFirst()
                : parents.stream().findFirst();
        if (own.isEmpty() && parent.isEmpty()) {
            return Sighting.of(ObservedState.UNKNOWN);
        }
        NameCheck name = own.isEmpty() && parentId.isEmpty() ? checkName(project) : NameCheck.CLEAR;
        boolean ambiguous = own.size() > 1 || (own.isEmpty() && (parents.size() > 1 || name == NameCheck.TAKEN));
        return Sighting.inTrash(own, parent, ambiguous, name == NameCheck.UNREAD, false);
    }

    private static boolean matches(Optional<String> seen, Optional<String> expected) {
        return seen.isEmpty() || expected.isEmpty() || seen.equals(expected);
    }

    private Sighting active(Claim claim) {
        ItemKey item = claim.item();
        return switch (item.type()) {
            case PROJECT -> activeProject(claim);
            case WORKFLOW ->
                found(
                        claim,
                        world.workflows(),
                        new Read.Workflows(),
                        workflows -> Optional.ofNullable(workflows.get(item.slug()))
                                .map(workflow -> Sighting.active(workflow.created(), workflow.id())));
            case VERSION -> activeVersion(claim);
        };
    }

    /** A project is in the list of projects; a later read of the project itself knows better. */
    private Sighting activeProject(Claim claim) {
        String slug = claim.item().slug();
        Optional<ReadResult<ProjectContents>> itself = world.newerContents(slug);
        if (itself.orElse(null) instanceof ReadResult.Unreadable<ProjectContents>
                && claim.wanted() != DesiredState.TRASHED) {
            itself = Optional.empty();
        }
        return itself.isPresent()
                ? found(
                        claim,
                        itself,
                        new Read.Project(slug),
                        contents ->
                                Optional.of(Sighting.active(contents.project().created(), Optional.empty())))
                : found(
                        claim,
                        world.projects(),
                        new Read.Projects(),
                        projects -> Optional.ofNullable(projects.get(slug))
                                .map(project -> Sighting.active(project.created(), Optional.empty())));
    }

    private Sighting activeVersion(Claim claim) {
        Sighting project = found(
                claim,
                world.projects(),
                new Read.Projects(),
                projects -> projects.containsKey(claim.item().slug())
                        ? Optional.of(Sighting.active(Optional.empty(), Optional.empty()))
                        : Optional.empty());
        if (project.state() != ObservedState.ACTIVE) {
            return project;
        }
        return found(
                claim,
                world.contents(claim.item().slug()),
                new Read.Project(claim.item().slug()),
                (ProjectContents contents) -> contents.versions().stream()
                        .filter(version -> version.number() == claim.item().version())
                        .findFirst()
                        .map(version -> Sighting.active(version.created(), Optional.empty())));
    }

    /** Turns a read into ACTIVE, MISSING (nothing there, proved) or UNKNOWN (not read, not readable, or too old). */
    private <T> Sighting found(
            Claim claim, Optional<ReadResult<T>> read, Read what, Function<T, Optional<Sighting>> pick) {
        Instant presentSince = since(claim, false);
        Instant absentSince = since(claim, true);
        if (read.isEmpty()) {
            return Sighting.of(ObservedState.UNKNOWN);
        }
        if (read.get() instanceof ReadResult.Unreadable<T> failed) {
            return Sighting.unreadable(failed.why());
        }
        Optional<Sighting> picked =
                read.get() instanceof ReadResult.Found<T> found ? pick.apply(found.value()) : Optional.empty();
        Instant needed = picked.isPresent() ? presentSince : absentSince;
        if (read.get().begunAt().isBefore(needed)) {
            world.want(what, needed);
            return Sighting.of(ObservedState.UNKNOWN);
        }
        if (picked.isEmpty()) {
            return Sighting.of(ObservedState.MISSING);
        }
        return isNamesake(claim, picked.get())
                ? Sighting.of(ObservedState.MISSING).withNamesake()
                : picked.get();
    }

    /** From when on a read says something about the claim: our own changes and its departure from the Trash count. */
    private Instant since(Claim claim, boolean forAbsence) {
        ItemKey item = claim.item();
        Stream<Instant> changes = Stream.of(
                        ledger.touched().get(item),
                        item.parent().map(ledger.touched()::get).orElse(null),
                        ledger.unlistedSince().get(item),
                        item.parent().map(ledger.unlistedSince()::get).orElse(null),
                        forAbsence && ledger.noticed().containsKey(claim.id().uid())
                                ? ledger.noticed().get(claim.id().uid()).at()
                                : null)
                .filter(Objects::nonNull);
        return changes.max(Instant::compareTo).orElse(Instant.MIN);
    }

    private static boolean isNamesake(Claim claim, Sighting active) {
        Optional<Fingerprint> known = claim.memory().fingerprint();
        Optional<String> knownId = claim.pinnedId().or(() -> known.flatMap(Fingerprint::id));
        if (claim.item().type() == ItemType.WORKFLOW && active.activeId().isPresent() && knownId.isPresent()) {
            return !active.activeId().equals(knownId);
        }
        if (active.created().isEmpty()) {
            return false;
        }
        Instant created = active.created().get().truncatedTo(ChronoUnit.SECONDS);
        boolean otherBirthday = known.flatMap(Fingerprint::createdAt)
                .map(remembered -> !remembered.truncatedTo(ChronoUnit.SECONDS).equals(created))
                .orElse(false);
        boolean bornAfterTrashing = claim.memory()
                .trash()
                .flatMap(TrashFacts::deletedAt)
                .map(created::isAfter)
                .orElse(false);
        return otherBirthday || bornAfterTrashing;
    }

    private Sighting absent(Claim claim, Snapshot trash) {
        ObservedState before = claim.memory().observed();
        if (before == ObservedState.PURGED || before == ObservedState.LOST) {
            return Sighting.of(before);
        }
        boolean seenInTrash = claim.memory().trash().isPresent();
        if (!seenInTrash && (before == ObservedState.UNKNOWN || before == ObservedState.MISSING)) {
            return Sighting.of(trash.listing().complete() ? ObservedState.MISSING : ObservedState.UNKNOWN);
        }
        Instant first = Stream.concat(Stream.of(claim.item()), claim.item().parent().stream())
                .map(ledger.unlistedSince()::get)
                .filter(Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(trash.begunAt());
        if (!trash.begunAt().isAfter(first)) {
            world.want(new Read.Trash(), first.plus(CONFIRM));
            return Sighting.of(ObservedState.UNKNOWN);
        }
        if (!trash.listing().complete() || ledger.clockSkewed()) {
            return Sighting.of(ObservedState.UNKNOWN);
        }
        if (!seenInTrash) {
            return Sighting.of(ObservedState.MISSING);
        }
        boolean due = claim.memory()
                .trash()
                .flatMap(TrashFacts::scheduledCleanupAt)
                .map(date -> !world.now().isBefore(date))
                .orElse(false);
        return Sighting.of(due ? ObservedState.PURGED : ObservedState.LOST);
    }

    /** The internal id that the item must have, if known: pinned by its spec, else remembered. */
    static Optional<String> expectedId(Claim claim) {
        return claim.item().type() == ItemType.VERSION
                ? expectedParentId(claim)
                : claim.pinnedId().or(() -> claim.memory().fingerprint().flatMap(Fingerprint::id));
    }

    private static Optional<String> expectedParentId(Claim claim) {
        return claim.pinnedId().or(() -> claim.memory().fingerprint().flatMap(Fingerprint::parentId));
    }
}
