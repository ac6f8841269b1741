package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Rename;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which active projects were probably renamed, and which workflows certainly. Roboflow tells neither that nor the internal ids of active
 * projects, so all there is to go by is that one slug left the list of projects while another came that was created in the same
 * second. Workflows are listed with their ids.
 *
 * @param known what tells each project and workflow of the last lists from others, by its name: see {@link Rename#knownBy()}
 * @param renamed the newest first, each with the present name
 */
public record ProjectRenames(Map<ItemKey, String> known, List<Rename> renamed) {
    /** After a start. */
    public static final ProjectRenames NONE = new ProjectRenames(Map.of(), List.of());

    private static final int MOST = 1_000;

    public ProjectRenames {
        known = Map.copyOf(known);
        renamed = List.copyOf(renamed);
    }

    /** Brought up to date with what was read; a list that could not be read proves nothing. */
    public ProjectRenames next(Inventory inventory, Optional<TrashSnapshot> trash) {
        Map<ItemKey, String> now = new HashMap<>();
        now.putAll(inventory
                .projects()
                .flatMap(ReadResult::found)
                .map(found -> projects(found.values()))
                .orElseGet(() -> known(ItemType.PROJECT)));
        now.putAll(inventory
                .workflows()
                .flatMap(ReadResult::found)
                .map(found -> workflows(found.values()))
                .orElseGet(() -> known(ItemType.WORKFLOW)));
        return now.equals(known) ? this : next(now, trash);
    }

    private ProjectRenames next(Map<ItemKey, String> now, Optional<TrashSnapshot> trash) {
        Map<ItemKey, String> gone = without(known, now);
        Map<ItemKey, String> come = without(now, known);
        Stream<Rename> seen = gone.keySet().stream().sorted().flatMap(name -> successor(name, gone, come).stream());
        Stream<Rename> before = renamed.stream().map(one -> followed(one, now, come, trash));
        return new ProjectRenames(
                now,
                Stream.concat(seen, before)
                        .filter(one -> !one.from().equals(one.to()))
                        .distinct()
                        .limit(MOST)
                        .toList());
    }

    /** What is in one list and not, or as something else, in the other. */
    private static Map<ItemKey, String> without(Map<ItemKey, String> list, Map<ItemKey, String> other) {
        Map<ItemKey, String> rest = new HashMap<>(list);
        rest.entrySet().removeAll(other.entrySet());
        return rest;
    }

    /** With what a policy showed before a restart. */
    public ProjectRenames recalling(Collection<Rename> shown) {
        List<Rename> all =
                Stream.concat(renamed.stream(), shown.stream()).distinct().toList();
        return all.equals(renamed) ? this : new ProjectRenames(known, all);
    }

    private static Map<ItemKey, String> projects(Collection<ActiveProject> projects) {
        Map<ItemKey, String> created = new HashMap<>();
        projects.forEach(project ->
                project.created().ifPresent(at -> created.put(ItemKey.project(project.slug()), second(at))));
        return created;
    }

    private static Map<ItemKey, String> workflows(Collection<ActiveWorkflow> workflows) {
        Map<ItemKey, String> ids = new HashMap<>();
        workflows.forEach(workflow ->
                workflow.id().map(InternalId::value).ifPresent(id -> ids.put(ItemKey.workflow(workflow.slug()), id)));
        return ids;
    }

    private static String second(Instant created) {
        return created.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private Map<ItemKey, String> known(ItemType type) {
        return known.entrySet().stream()
                .filter(one -> one.getKey().type() == type)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The one that came when this one went; of several projects created in that second none is certain enough. */
    private static Optional<Rename> successor(ItemKey name, Map<ItemKey, String> gone, Map<ItemKey, String> come) {
        String mark = Objects.requireNonNull(gone.get(name));
        return only(name.type(), mark, gone)
                .flatMap(any -> only(name.type(), mark, come))
                .map(other -> new Rename(name, other, mark));
    }

    /** What was renamed may be renamed again, also while nobody looked. */
    private static Rename followed(
            Rename before, Map<ItemKey, String> now, Map<ItemKey, String> come, Optional<TrashSnapshot> trash) {
        boolean there = before.knownBy().equals(now.get(before.to()));
        return there || isListed(before, trash)
                ? before
                : only(before.to().type(), before.knownBy(), come)
                        .map(other -> new Rename(before.from(), other, before.knownBy()))
                        .orElse(before);
    }

    private static boolean isListed(Rename one, Optional<TrashSnapshot> trash) {
        return trash.filter(seen -> !seen.named(one.to()).isEmpty()).isPresent();
    }

    /** The name of what has that mark, if there is one such thing. */
    private static Optional<ItemKey> only(ItemType type, String mark, Map<ItemKey, String> list) {
        List<ItemKey> names = list.entrySet().stream()
                .filter(one -> one.getValue().equals(mark) && one.getKey().type() == type)
                .map(Map.Entry::getKey)
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private boolean isActive(Rename one) {
        return one.knownBy().equals(known.get(one.to()));
    }

    private boolean isUnread(ItemType type) {
        return known.keySet().stream().noneMatch(name -> name.type() == type);
    }

    /** Those that still matter: what was renamed is active, or in the Trash, or nothing was read yet that would show it. */
    public List<Rename> present(Optional<TrashSnapshot> trash) {
        return renamed.stream()
                .filter(one -> isActive(one)
                        || isListed(one, trash)
                        || isUnread(one.to().type()))
                .toList();
    }

    /** What an active item, or the project that it lies in, was called before. */
    public Stream<ItemKey> formerNames(ItemKey item) {
        ItemKey whole = whole(item);
        return renamed.stream()
                .filter(one -> one.to().equals(whole) && (isActive(one) || isUnread(whole.type())))
                .map(one -> item.withSlug(one.from().slug()));
    }

    private static ItemKey whole(ItemKey item) {
        return item.type() == ItemType.WORKFLOW ? item : ItemKey.project(item.slug());
    }

    /** What the item of a claim is called now, if its project was seen to be renamed and is active. */
    Optional<ItemKey> presentName(Claim claim) {
        ItemKey whole = whole(claim.item());
        List<ItemKey> names = renamed.stream()
                .filter(one -> one.from().equals(whole) && isActive(one))
                .filter(one -> born(claim).map(one.knownBy()::equals).orElse(true))
                .map(one -> claim.item().withSlug(one.to().slug()))
                .distinct()
                .toList();
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    /** When the project of a claim was created, which only claims on projects know. */
    private static Optional<String> born(Claim claim) {
        return claim.fingerprint()
                .flatMap(ItemIdentity::createdAt)
                .filter(any -> claim.item().type() == ItemType.PROJECT)
                .map(ProjectRenames::second);
    }

    /**
     * What an item whose name is gone is probably called now.
     *
     * @param witnessed whether the list of projects was seen to change, rather than that there merely is a project of the same age
     * @param active whether the item itself, rather than its project alone, was seen under that name
     */
    public record Successor(ItemKey item, boolean witnessed, boolean active) {}

    /** What the item of a claim is probably called now, if its project is active under another name. */
    Optional<Successor> successor(Claim claim, ObservedWorkspace workspace) {
        if (claim.item().type() == ItemType.WORKFLOW) {
            return Optional.empty();
        }
        Optional<ItemKey> witnessed = presentName(claim).or(() -> remembered(claim, workspace));
        return witnessed
                .or(() -> born(claim)
                        .flatMap(mark -> only(ItemType.PROJECT, mark, known))
                        .map(other -> claim.item().withSlug(other.slug())))
                .map(item -> new Successor(item, witnessed.isPresent(), workspace.isActive(item)));
    }

    /** The name that is remembered of it, unless a project of another age has that by now. */
    private Optional<ItemKey> remembered(Claim claim, ObservedWorkspace workspace) {
        return claim.renamed()
                .filter(workspace::isProjectActive)
                .filter(name -> born(claim)
                        .map(mark -> mark.equals(known.get(whole(name))))
                        .orElse(true));
    }
}
