package dev.trashops.plan.rules;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadRequests;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the rules of one policy want of what was seen. What could not be read is undecided: rules hold where they cannot see. */
public final class RuleMatches {
    private final Policy policy;
    private final ObservedWorkspace world;
    private final ReadRequests requests;
    private final RuleMatcher selecting;
    private final EffectiveDeletions book;
    private final Map<ItemKey, Want> toTrash = new HashMap<>();
    private final Map<TrashEntry.Identity, Want> inTrash = new LinkedHashMap<>();
    private final Set<String> unreadProjects = new HashSet<>();
    private boolean unread;

    /**
     * One item that a rule is the first to be about.
     *
     * @param rule the rule
     * @param candidate the item
     */
    record Want(Rule rule, RuleCandidate candidate) {
        ItemKey item() {
            return candidate.item();
        }
    }

    /**
     * Those of one policy.
     *
     * @param looking whether anything is to be looked for at all
     */
    public RuleMatches(
            Policy policy, ObservedWorkspace world, ReadRequests requests, EffectiveDeletions book, boolean looking) {
        this.policy = policy;
        this.world = world;
        this.requests = requests;
        this.selecting = new RuleMatcher(world.now());
        this.book = book;
        this.unread = !looking;
        if (looking && !policy.rules().isEmpty()) {
            lookIntoTrash();
            lookAtActive();
        }
    }

    private void lookIntoTrash() {
        for (TrashEntry entry : world.entries()) {
            world.index()
                    .key(entry)
                    .filter(this::isInScope)
                    .map(key -> RuleCandidate.inTrash(key, entry))
                    .ifPresent(candidate -> first(candidate)
                            .ifPresent(rule -> inTrash.put(entry.identity(), new Want(rule, candidate))));
        }
    }

    /** What a rule of this policy has trashed matched that rule first, so that no later rule brings it back. */
    private Optional<Rule> first(RuleCandidate candidate) {
        Optional<String> trashedBy = candidate.entry().flatMap(entry -> book.trashedBy(candidate.item(), entry));
        boolean ours = false;
        for (Rule rule : policy.rules()) {
            ours |= rule.action() == RuleAction.TRASH && trashedBy.equals(Optional.of(rule.name()));
            if (selecting.isAbout(rule, candidate) && !(ours && rule.action() == RuleAction.RESTORE)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private boolean isInScope(ItemKey item) {
        return policy.scope().includes(item);
    }

    private void lookAtActive() {
        List<Rule> trashing = policy.rules().stream()
                .filter(rule -> rule.action() == RuleAction.TRASH)
                .toList();
        if (trashing.isEmpty()) {
            return;
        }
        if (names(trashing, ItemType.WORKFLOW)) {
            requests.wantRegularly(new ReadTarget.Workflows());
            Map<String, ActiveWorkflow> workflows = read(world.workflows());
            workflows.forEach(
                    (slug, workflow) -> want(RuleCandidate.active(ItemKey.workflow(slug), workflow.created())));
        }
        if (names(trashing, ItemType.PROJECT) || names(trashing, ItemType.VERSION)) {
            requests.wantRegularly(new ReadTarget.Projects());
            Map<String, ActiveProject> projects = read(world.projects());
            projects.forEach((slug, project) -> want(RuleCandidate.active(ItemKey.project(slug), project.created())));
            projects.values().stream()
                    .filter(project -> hasVersionsOfInterest(project, trashing))
                    .forEach(project -> lookAtVersions(project.slug()));
        }
    }

    private static boolean names(List<Rule> rules, ItemType type) {
        return rules.stream().anyMatch(rule -> rule.match().types().contains(type));
    }

    private <T> Map<String, T> read(Optional<ReadResult<Map<String, T>>> read) {
        if (read.orElse(null) instanceof ReadResult.Found<Map<String, T>> found) {
            return found.value();
        }
        unread = true;
        return Map.of();
    }

    /** The versions of a project that goes as a whole need no resources of their own. */
    private boolean hasVersionsOfInterest(ActiveProject project, List<Rule> trashing) {
        boolean empty = project.versions().map(count -> count == 0).orElse(false);
        return !empty
                && isInScope(ItemKey.project(project.slug()))
                && !toTrash.containsKey(ItemKey.project(project.slug()))
                && trashing.stream()
                        .anyMatch(rule -> selecting.mayBeAbout(rule, RuleCandidate.anyVersion(project.slug())));
    }

    private void lookAtVersions(String project) {
        requests.wantRegularly(new ReadTarget.Project(project));
        Optional<ReadResult<ProjectContents>> read = world.contents(project);
        if (read.orElse(null) instanceof ReadResult.Found<ProjectContents> found) {
            RuleCandidate.activeVersions(project, found.value().versions()).forEach(this::want);
        } else if (!(read.orElse(null) instanceof ReadResult.Absent<ProjectContents>)) {
            unreadProjects.add(project);
        }
    }

    private void want(RuleCandidate candidate) {
        if (!isInScope(candidate.item())) {
            return;
        }
        first(candidate)
                .filter(rule -> rule.action() == RuleAction.TRASH)
                .filter(rule -> candidate.item().type() != ItemType.PROJECT
                        || !excludesAVersion(rule, candidate.item().slug()))
                .ifPresent(rule -> toTrash.put(candidate.item(), new Want(rule, candidate)));
    }

    /** A project does not take along a version that its rule excludes. */
    private boolean excludesAVersion(Rule rule, String project) {
        if (!selecting.isExcluded(rule, RuleCandidate.anyVersion(project))) {
            return false;
        }
        requests.wantRegularly(new ReadTarget.Project(project));
        Optional<ReadResult<ProjectContents>> read = world.contents(project);
        if (read.orElse(null) instanceof ReadResult.Found<ProjectContents> found) {
            return RuleCandidate.activeVersions(project, found.value().versions()).stream()
                    .anyMatch(version -> selecting.isExcluded(rule, version));
        }
        unreadProjects.add(project);
        return true;
    }

    /** What is to be trashed by the rules, by item. */
    Map<ItemKey, Want> toTrash() {
        return Map.copyOf(toTrash);
    }

    /** What of the Trash rules want back or mirrored. */
    List<Want> inTrash() {
        return List.copyOf(inTrash.values());
    }

    /** The rule that is the first to be about that entry of the Trash. */
    public Optional<Rule> ruleOf(TrashEntry entry) {
        return Optional.ofNullable(inTrash.get(entry.identity())).map(Want::rule);
    }

    /** Whether it is not known whether a trash rule is about the active item. */
    boolean isUndecided(ItemKey item) {
        return unread || (item.type() != ItemType.WORKFLOW && unreadProjects.contains(item.slug()));
    }

    /** Whether everything that the rules have to see was read. */
    public boolean isComplete() {
        return !unread && unreadProjects.isEmpty() && world.trash().isPresent();
    }

    /** Whether some restore rule still means an item of that name. */
    boolean mayProtect(RuleCandidate candidate) {
        return isInScope(candidate.item()) && selecting.mayProtect(policy.rules(), candidate);
    }

    /** How many items each rule is the first to be about. */
    public int matched(Rule rule) {
        return (int) Stream.concat(toTrash.values().stream(), inTrash.values().stream())
                .filter(want -> want.rule().equals(rule))
                .count();
    }
}
