package dev.trashops.plan.rules;

import static dev.trashops.plan.model.RuleAction.RESTORE;
import static dev.trashops.plan.model.RuleAction.TRASH;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ProjectRenames;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the rules of one policy match. Where something could not be read it is undecided, and rules hold still. */
public final class RuleMatches {
    private final Policy policy;
    private final ObservedWorkspace workspace;
    private final EffectiveDeletions deletions;
    private final RuleMatcher matcher;
    private final NameProtection names;
    private final ProjectRenames renames;
    private final Map<ItemKey, Match> toTrash = new HashMap<>();
    private final Map<TrashEntry.Identity, Match> inTrash = new LinkedHashMap<>();
    private final Set<String> unreadProjects = new HashSet<>();
    private final Set<ItemKey> unnamable = new TreeSet<>();
    private boolean unread;

    /** An item and the first rule that matches it. */
    record Match(Rule rule, RuleCandidate candidate) {
        ItemKey item() {
            return candidate.item();
        }

        /** A TrashedItem takes a reserved word only together with the id by which its item is restored. */
        private boolean isNamable() {
            return item().isAddressable()
                    || (item().hasValidSlug()
                            && candidate.entry().flatMap(TrashEntry::internalId).isPresent());
        }
    }

    private RuleMatches(
            Policy policy, ObservedWorkspace workspace, ProjectRenames renames, EffectiveDeletions deletions) {
        this.policy = policy;
        this.workspace = workspace;
        this.renames = renames;
        this.deletions = deletions;
        this.matcher = new RuleMatcher(workspace.moment());
        this.names = new NameProtection(policy, matcher);
    }

    /** The matches in the Trash and among the active items; none and undecided while too little is known. */
    public static RuleMatches of(
            Policy policy,
            ObservedWorkspace workspace,
            ProjectRenames renames,
            EffectiveDeletions deletions,
            boolean blind) {
        RuleMatches matches = new RuleMatches(policy, workspace, renames, deletions);
        matches.unread = blind;
        if (!blind && !policy.rules().isEmpty()) {
            workspace.entries().forEach(matches::matchEntry);
            matches.matchActive();
            matches.names.reads().forEach(workspace::requestRegularly);
        }
        return matches;
    }

    private void matchEntry(TrashEntry entry) {
        workspace
                .trash()
                .flatMap(seen -> seen.key(entry))
                .filter(policy.scope()::includes)
                .map(key -> RuleCandidate.inTrash(key, entry))
                .ifPresent(candidate ->
                        first(candidate).ifPresent(rule -> add(inTrash, entry.identity(), new Match(rule, candidate))));
    }

    private <K> void add(Map<K, Match> matches, K key, Match match) {
        if (match.isNamable()) {
            matches.put(key, match);
        } else {
            unnamable.add(match.item());
        }
    }

    /** An item that a rule of this policy trashed matched that rule first, so no later rule restores it. */
    private Optional<Rule> first(RuleCandidate candidate) {
        Optional<String> trashedBy = candidate.entry().flatMap(entry -> deletions.trashedBy(candidate.item(), entry));
        boolean ours = false;
        for (Rule rule : policy.rules()) {
            ours |= rule.action() == TRASH && trashedBy.equals(Optional.of(rule.name()));
            if (matcher.matches(rule, candidate) && !(ours && rule.action() == RESTORE)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private void matchActive() {
        List<Rule> trashing =
                policy.rules().stream().filter(rule -> rule.action() == TRASH).toList();
        Set<ItemType> types =
                trashing.stream().flatMap(rule -> rule.match().types().stream()).collect(Collectors.toSet());
        if (types.contains(ItemType.WORKFLOW)) {
            found(new ReadTarget.Workflows(), workspace.workflows())
                    .forEach((slug, workflow) -> matchActive(
                            RuleCandidate.active(ItemKey.workflow(slug), workflow.created()),
                            new ReadTarget.Workflows()));
        }
        if (types.contains(ItemType.PROJECT) || types.contains(ItemType.VERSION)) {
            Map<String, ActiveProject> projects = found(new ReadTarget.Projects(), workspace.projects());
            projects.forEach((slug, project) -> matchActive(
                    RuleCandidate.active(ItemKey.project(slug), project.created()), new ReadTarget.Projects()));
            projects.values().stream()
                    .filter(project -> mayMatchVersions(project, trashing))
                    .forEach(project -> matchVersions(project.slug()));
        }
    }

    private <T> Map<String, T> found(ReadTarget target, Optional<ReadResult<Map<String, T>>> read) {
        workspace.requestRegularly(target);
        Optional<Map<String, T>> found = read.flatMap(ReadResult::found);
        unread |= found.isEmpty();
        return found.orElse(Map.of());
    }

    /** The versions of a project that is trashed as a whole need no claims of their own. */
    private boolean mayMatchVersions(ActiveProject project, List<Rule> trashing) {
        ItemKey key = ItemKey.project(project.slug());
        return !project.versions().equals(Optional.of(0))
                && policy.scope().includes(key)
                && !toTrash.containsKey(key)
                && trashing.stream().anyMatch(rule -> matcher.mayMatch(rule, RuleCandidate.anyVersion(project.slug())));
    }

    private void matchVersions(String project) {
        if (!ItemKey.project(project).isAddressable()) {
            unnamable.add(ItemKey.project(project));
            return;
        }
        Optional<ReadResult<ProjectContents>> read = contents(project);
        read.flatMap(ReadResult::found)
                .ifPresent(found -> KeepLast.ranked(project, found.versions())
                        .forEach(version -> matchActive(version, new ReadTarget.Project(project))));
        if (read.isEmpty() || read.get() instanceof ReadResult.Unreadable<ProjectContents>) {
            unreadProjects.add(project);
        }
    }

    private Optional<ReadResult<ProjectContents>> contents(String project) {
        workspace.requestRegularly(new ReadTarget.Project(project));
        return workspace.contents(project);
    }

    private void matchActive(RuleCandidate candidate, ReadTarget read) {
        ItemKey item = candidate.item();
        Optional.of(candidate)
                .filter(any -> policy.scope().includes(item))
                .filter(any -> !isTrashedSince(item, read))
                .flatMap(this::first)
                .filter(rule -> rule.action() == TRASH)
                .filter(rule -> renames.formerNames(item).noneMatch(former -> names.spares(rule, candidate, former)))
                .filter(rule -> item.type() != ItemType.PROJECT
                        || !item.isAddressable()
                        || !excludesAVersion(rule, item.slug()))
                .ifPresent(rule -> add(toTrash, item, new Match(rule, candidate)));
    }

    /** What was read as active and has been moved to the Trash since is not to be trashed; a namesake made since then is. */
    private boolean isTrashedSince(ItemKey item, ReadTarget read) {
        return Stream.concat(Stream.of(item), item.ancestors().stream())
                .flatMap(one -> workspace.entries(one).stream())
                .flatMap(entry -> entry.deletedAt().stream())
                .anyMatch(deleted -> !workspace.reads().isBegunAfter(read, deleted));
    }

    /** A project must not take along a version that its rule excludes. */
    private boolean excludesAVersion(Rule rule, String project) {
        if (!matcher.isExcluded(rule, RuleCandidate.anyVersion(project))) {
            return false;
        }
        Optional<ProjectContents> found = contents(project).flatMap(ReadResult::found);
        if (found.isEmpty()) {
            unreadProjects.add(project);
            return true;
        }
        return KeepLast.ranked(project, found.get().versions()).stream()
                .anyMatch(version -> matcher.isExcluded(rule, version));
    }

    /** The items that rules match and cannot act on, since no TrashedItem or no request can name them. */
    public Set<ItemKey> unnamable() {
        return Collections.unmodifiableSet(unnamable);
    }

    Stream<Match> all() {
        return Stream.concat(inTrash.values().stream(), toTrash.values().stream());
    }

    /** The rule that trashes that active item now. */
    public Optional<Rule> trashRule(ItemKey item) {
        return Optional.ofNullable(toTrash.get(item)).map(Match::rule);
    }

    /** The first rule that matches that entry of the Trash. */
    public Optional<Rule> ruleOf(TrashEntry entry) {
        return matchOf(entry).map(Match::rule);
    }

    Optional<Match> matchOf(TrashEntry entry) {
        return Optional.ofNullable(inTrash.get(entry.identity()));
    }

    /** Whether it is not known whether a trash rule matches the active item. */
    boolean isUndecided(ItemKey item) {
        return unread || (item.type() != ItemType.WORKFLOW && unreadProjects.contains(item.slug()));
    }

    /** Why a project that the rules depend on can't be read before a person has acted. */
    public Optional<Readiness> obstacle() {
        return unreadProjects.stream()
                .sorted()
                .flatMap(project -> obstacle(project).stream())
                .findFirst();
    }

    private Optional<Readiness> obstacle(String project) {
        return contents(project)
                .flatMap(read -> read instanceof ReadResult.Unreadable<ProjectContents> failed
                        ? Optional.of(failed.why())
                        : Optional.empty())
                .filter(Readiness::isStalled);
    }

    /** Whether everything that the rules depend on was read. */
    public boolean isComplete() {
        return !unread && unreadProjects.isEmpty();
    }

    /** Whether any restore rule would still match an item of that name. */
    boolean mayProtect(RuleCandidate candidate) {
        return policy.scope().includes(candidate.item()) && matcher.mayProtect(policy.rules(), candidate);
    }

    /** What they were found in. */
    ObservedWorkspace workspace() {
        return workspace;
    }

    Scope scope() {
        return policy.scope();
    }

    /** Whether any rule restores anything. */
    boolean restores() {
        return policy.rules().stream().anyMatch(rule -> rule.action() == RESTORE);
    }

    /** The renames through which something lost the protection of a rule, the newest first. */
    List<Rename> lostThroughRenames() {
        return renames.present(workspace.trash()).stream().filter(names::isLost).toList();
    }

    /** How many items each rule is the first to match, by the rule's name. */
    public Map<String, Integer> counts() {
        return all().collect(Collectors.groupingBy(match -> match.rule().name(), Collectors.summingInt(match -> 1)));
    }
}
