package dev.trashops.plan.rules;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.observe.KnownSlugs;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadTarget;
import dev.trashops.plan.observe.SimilarSlugs;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is odd about the globs of a policy: those that look like regular expressions, and those that match nothing in its workspace. */
final class GlobNotices {
    private final Policy policy;
    private final ObservedWorkspace workspace;
    private final KnownSlugs projects;
    private final KnownSlugs workflows;

    /** A glob and its place in the spec, such as {@code rule prune, match.projects}. */
    private record Placed(Glob glob, boolean ofWorkflows, String place) {
        private String described(Optional<String> hint) {
            return glob.pattern() + " (" + place + hint.map(text -> "; " + text).orElse("") + ")";
        }
    }

    GlobNotices(Policy policy, ObservedWorkspace workspace) {
        this.policy = policy;
        this.workspace = workspace;
        this.projects = KnownSlugs.ofProjects(workspace);
        this.workflows = KnownSlugs.ofWorkflows(workspace);
    }

    /** Whether a read that is under way may still say more about one of the globs. */
    boolean isPending() {
        return all().anyMatch(placed -> known(placed).pending());
    }

    /** Those that look like regular expressions, unless they are seen to match something as they are. */
    Optional<Notice> regularExpressions() {
        return RuleNotices.notice(
                Notice.REGULAR_EXPRESSION,
                all().filter(placed -> placed.glob().meant().isPresent() && !matches(placed))
                        .map(placed -> placed.described(placed.glob().meant().map(meant -> "write " + meant.pattern())))
                        .toList(),
                "These look like regular expressions, and are read as globs, in which a dot is a dot: ",
                "In a glob, * stands for any number of characters, ? for exactly one, and everything else for itself.");
    }

    /**
     * Those that match nothing now, among what the policy may concern. That is only known once everything was read, and read again for
     * as long as it is said.
     */
    Optional<Notice> matchingNothing(List<ItemKey> formerNames) {
        List<Placed> idle = all().filter(placed -> known(placed).whole())
                .filter(placed ->
                        !placed.glob().covers(Glob.ALL) && placed.glob().meant().isEmpty() && !matches(placed))
                .filter(placed ->
                        formerNames.stream().noneMatch(name -> placed.glob().matches(name.slug())))
                .toList();
        idle.forEach(placed -> workspace.requestRegularly(
                placed.ofWorkflows() ? new ReadTarget.Workflows() : new ReadTarget.Projects()));
        return RuleNotices.notice(
                Notice.MATCHES_NOTHING,
                idle.stream()
                        .map(placed -> placed.described(didYouMean(placed)))
                        .toList(),
                "Nothing that this policy may concern, active or in the Trash, has a slug that these match now: ",
                "That is in order if such items are yet to come; otherwise correct them. Capital letters count.");
    }

    private Optional<String> didYouMean(Placed placed) {
        ItemKey named = placed.ofWorkflows()
                ? ItemKey.workflow(placed.glob().pattern())
                : ItemKey.project(placed.glob().pattern());
        return Optional.of(named).filter(any -> placed.glob().isName()).stream()
                .flatMap(name -> new SimilarSlugs(workspace, policy.scope()).to(name).stream())
                .filter(item -> item.type() == named.type())
                .findFirst()
                .map(item -> "did you mean " + item + "?");
    }

    private KnownSlugs known(Placed placed) {
        return placed.ofWorkflows() ? workflows : projects;
    }

    private boolean matches(Placed placed) {
        return known(placed).stream()
                .filter(placed.glob()::matches)
                .anyMatch(slug ->
                        policy.scope().includes(placed.ofWorkflows() ? ItemKey.workflow(slug) : ItemKey.project(slug)));
    }

    private Stream<Placed> all() {
        Stream<Placed> scope = Stream.concat(
                placed(policy.scope().projects(), false, "spec.scope.projects"),
                placed(policy.scope().workflows(), true, "spec.scope.workflows"));
        return Stream.concat(scope, policy.rules().stream().flatMap(GlobNotices::ofRule));
    }

    private static Stream<Placed> ofRule(Rule rule) {
        return Stream.concat(
                ofSelector(rule.match(), "rule " + rule.name() + ", match"),
                rule.exclude().stream().flatMap(exclude -> ofSelector(exclude, "rule " + rule.name() + ", exclude")));
    }

    private static Stream<Placed> ofSelector(Selector selector, String place) {
        return Stream.concat(
                placed(selector.projects(), false, place + ".projects"),
                placed(selector.workflows(), true, place + ".workflows"));
    }

    private static Stream<Placed> placed(Optional<List<String>> globs, boolean ofWorkflows, String place) {
        return globs.stream().flatMap(List::stream).map(Glob::new).map(glob -> new Placed(glob, ofWorkflows, place));
    }
}
