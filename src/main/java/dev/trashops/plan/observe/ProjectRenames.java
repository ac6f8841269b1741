package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which active projects were probably renamed. Roboflow tells neither that nor their internal ids, so all there is to go by is that one
 * slug left the list of projects while another came that was created in the same second.
 *
 * @param projects when each project of the last list was created, by its slug; whole seconds
 * @param renamed the present slug of each project that was renamed since the start, by the one it had
 */
public record ProjectRenames(Map<String, Instant> projects, Map<String, String> renamed) {
    /** After a start. */
    public static final ProjectRenames NONE = new ProjectRenames(Map.of(), Map.of());

    /** Brought up to date with a list of projects; one that could not be read proves nothing. */
    public ProjectRenames next(Optional<ReadResult<Map<String, ActiveProject>>> read) {
        Optional<Map<String, ActiveProject>> found = read.flatMap(ReadResult::found);
        if (found.isEmpty()) {
            return this;
        }
        Map<String, Instant> now = created(found.get());
        if (now.equals(projects)) {
            return this;
        }
        Map<String, String> names = new HashMap<>();
        projects.forEach((slug, at) -> successor(slug, at, now).ifPresent(other -> names.put(slug, other)));
        Map<String, String> all = new HashMap<>(names);
        renamed.forEach((slug, other) -> all.putIfAbsent(slug, names.getOrDefault(other, other)));
        all.entrySet().removeIf(one -> now.containsKey(one.getKey()) || !now.containsKey(one.getValue()));
        return new ProjectRenames(now, Map.copyOf(all));
    }

    private static Map<String, Instant> created(Map<String, ActiveProject> projects) {
        return projects.values().stream()
                .filter(project -> project.created().isPresent())
                .collect(Collectors.toMap(
                        ActiveProject::slug,
                        project -> project.created().orElseThrow().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** The one project that came when this one went; of several created in that second none is certain enough. */
    private Optional<String> successor(String slug, Instant created, Map<String, Instant> now) {
        if (now.containsKey(slug) || createdAt(created, projects, now).size() != 1) {
            return Optional.empty();
        }
        List<String> appeared = createdAt(created, now, projects);
        return appeared.size() == 1 ? Optional.of(appeared.get(0)) : Optional.empty();
    }

    /** The projects created at that time that are in one list and not in the other. */
    private static List<String> createdAt(Instant created, Map<String, Instant> list, Map<String, Instant> other) {
        return list.entrySet().stream()
                .filter(one -> one.getValue().equals(created) && !other.containsKey(one.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What an item whose name is gone is probably called now.
     *
     * @param witnessed whether the list of projects was seen to change, rather than that there merely is a project of the same age
     */
    public record Successor(ItemKey item, boolean witnessed) {}

    /** What the item of a claim is probably called now, if its project is active under another name. */
    Optional<Successor> successor(Claim claim, Optional<ReadResult<Map<String, ActiveProject>>> read) {
        if (claim.item().type() == ItemType.WORKFLOW) {
            return Optional.empty();
        }
        Map<String, ActiveProject> active = read.flatMap(ReadResult::found).orElse(Map.of());
        Optional<Successor> witnessed = Optional.ofNullable(
                        renamed.get(claim.item().slug()))
                .map(claim.item()::withSlug)
                .or(claim::renamed)
                .filter(item -> active.containsKey(item.slug()))
                .map(item -> new Successor(item, true));
        return witnessed.or(() -> sameAge(claim, active).map(item -> new Successor(item, false)));
    }

    private static Optional<ItemKey> sameAge(Claim claim, Map<String, ActiveProject> active) {
        Optional<Instant> born = claim.fingerprint()
                .flatMap(ItemIdentity::createdAt)
                .filter(any -> claim.item().type() == ItemType.PROJECT);
        List<String> same = born.stream()
                .flatMap(at -> createdAt(at, created(active), Map.of()).stream())
                .toList();
        return same.size() == 1 ? Optional.of(claim.item().withSlug(same.get(0))) : Optional.empty();
    }
}
