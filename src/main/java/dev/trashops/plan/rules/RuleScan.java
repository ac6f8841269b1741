package dev.trashops.plan.rules;

import dev.trashops.plan.history.EffectiveDeletions;
import dev.trashops.plan.model.ActiveProject;
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
import dev.trashops.plan.rules.RuleMatches.Match;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through the Trash and the active items and collects what the rules of one policy match. */
final class RuleScan {
    private final Policy policy;
    private final ObservedWorkspace workspace;
    private final ReadRequests requests;
    private final RuleMatcher matcher;
    private final EffectiveDeletions deletions;
    private final Map<ItemKey, Match> toTrash = new HashMap<>();
    private final Map<TrashEntry.Identity, Match> inTrash = new LinkedHashMap<>();
    private final Set<String> unreadProjects = new HashSet<>();
    private boolean unread;

    RuleScan(Policy policy, ObservedWorkspace workspace, ReadRequests requests, EffectiveDeletions deletions) {
        this.policy = policy;
        this.workspace = workspace;
        this.requests = requests;
        this.matcher = new RuleMatcher(workspace.now());
        this.deletions = deletions;
    }

    RuleMatches matches() {
        if (!policy.rules().isEmpty()) {
            scanTrash();
            scanActive();
        }
        return new RuleMatches(policy, matcher, toTrash, inTrash, unreadProjects, unread);
    }

    private void scanTrash() {
        for (TrashEntry entry : workspace.entries()) {
            workspace
                    .index()
                    .key(entry)
                    .filter(policy.scope()::includes)
                    .map(key -> RuleCandidate.inTrash(key, entry))
                    .ifPresent(candidate -> first(candidate)
                            .ifPresent(rule -> inTrash.put(entry.identity(), new Match(rule, candidate))));
        }
    }

    /** What a rule of this policy has trashed matched that rule first, so no later rule restores it. */
    private Optional<Rule> first(RuleCandidate candidate) {
        Optional<String> trashedBy = candidate.entry().flatMap(entry -> deletions.trashedBy(candidate.item(), entry));
        boolean ours = false;
        for (Rule rule : policy.rules()) {
            ours |= rule.action() == RuleAction.TRASH && trashedBy.equals(Optional.of(rule.name()));
            if (matcher.matches(rule, candidate) && !(ours && rule.action() == RuleAction.RESTORE)) {
                return Optional.of(rule);
            }
        }
        return Optional.empty();
    }

    private void scanActive() {
        List<Rule> trashing = policy.rules().stream()
                .filter(rule -> rule.action() == RuleAction.TRASH)
                .toList();
        if (names(trashing, ItemType.WORKFLOW)) {
            requests.wantRegularly(new ReadTarget.Workflows());
            found(workspace.workflows())
                    .forEach(
                            (slug, workflow) -> scan(RuleCandidate.active(ItemKey.workflow(slug), workflow.created())));
        }
        if (names(trashing, ItemType.PROJECT) || names(trashing, ItemType.VERSION)) {
            requests.wantRegularly(new ReadTarget.Projects());
            Map<String, ActiveProject> projects = found(workspace.projects());
            projects.forEach((slug, project) -> scan(RuleCandidate.active(ItemKey.project(slug), project.created())));
            projects.values().stream()
                    .filter(project -> mayMatchVersions(project, trashing))
                    .forEach(project -> scanVersions(project.slug()));
        }
    }

    private static boolean names(List<Rule> rules, ItemType type) {
        return rules.stream().anyMatch(rule -> rule.match().types().contains(type));
    }

    private <T> Map<String, T> found(Optional<ReadResult<Map<String, T>>> read) {
        if (read.orElse(null) instanceof ReadResult.Found<Map<String, T>> found) {
            return found.value();
        }
        unread = true;
        return Map.of();
    }

    /** The versions of a project that is trashed as a whole need no claims of their own. */
    private boolean mayMatchVersions(ActiveProject project, List<Rule> trashing) {
        ItemKey key = ItemKey.project(project.slug());
        boolean empty = project.versions().map(count -> count == 0).orElse(false);
        return !empty
                && policy.scope().includes(key)
                && !toTrash.containsKey(key)
                && trashing.stream().anyMatch(rule -> matcher.mayMatch(rule, RuleCandidate.anyVersion(project.slug())));
    }

    private void scanVersions(String project) {
        requests.wantRegularly(new ReadTarget.Project(project));
        Optional<ReadResult<ProjectContents>> read = workspace.contents(project);
        if (read.orElse(null) instanceof ReadResult.Found<ProjectContents> found) {
            RuleCandidate.activeVersions(project, found.value().versions()).forEach(this::scan);
        } else if (!(read.orElse(null) instanceof ReadResult.Absent<ProjectContents>)) {
            unreadProjects.add(project);
        }
    }

    private void scan(RuleCandidate candidate) {
        if (!policy.scope().includes(candidate.item())) {
            return;
        }
        first(candidate)
                .filter(rule -> rule.action() == RuleAction.TRASH)
                .filter(rule -> candidate.item().type() != ItemType.PROJECT
                        || !excludesAVersion(rule, candidate.item().slug()))
                .ifPresent(rule -> toTrash.put(candidate.item(), new Match(rule, candidate)));
    }

    /** A project must not take along a version that its rule excludes. */
    private boolean excludesAVersion(Rule rule, String project) {
        if (!matcher.isExcluded(rule, RuleCandidate.anyVersion(project))) {
            return false;
        }
        requests.wantRegularly(new ReadTarget.Project(project));
        if (workspace.contents(project).orElse(null) instanceof ReadResult.Found<ProjectContents> found) {
            return RuleCandidate.activeVersions(project, found.value().versions()).stream()
                    .anyMatch(version -> matcher.isExcluded(rule, version));
        }
        unreadProjects.add(project);
        return true;
    }
}
