package dev.trashops.plan.testdata;

import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection.ShownPlan;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.PolicyState.PolicyAccess;
import dev.trashops.plan.model.PolicyState.TrashRecords;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.SecretVersions;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.TrashingHalt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes one policy; what is not said is the ordinary case, with generous limits. */
public final class PolicyBuilder {
    private String namespace = "team";
    private String name = "policy";
    private Scope scope = Scope.ALL;
    private boolean suspended;
    private Mode mode = Mode.ENFORCE;
    private Limits limits = new Limits(100, 100, Duration.ofHours(24), Duration.ofSeconds(30));
    private Duration warnBefore = Duration.ofDays(7);
    private Readiness readiness = Readiness.ready(Reason.AVAILABLE, "The key opens the workspace.");
    private KeyProof proof = KeyProof.CURRENT;
    private boolean refused;
    private boolean keyless;
    private boolean gone;
    private final List<Rule> rules = new ArrayList<>();
    private Optional<ApprovedPlan> word = Optional.empty();
    private Optional<String> childrenRefused = Optional.empty();
    private ApprovedPlanLookup approved = new ApprovedPlanLookup.None();
    private Optional<String> requestedAt = Optional.empty();
    private Optional<TrashingHalt> halt = Optional.empty();
    private ShownPlan shown = ShownPlan.NONE;
    private Optional<DeletionLedger> ledger = Optional.of(DeletionLedger.EMPTY);

    public PolicyBuilder named(String other) {
        name = other;
        return this;
    }

    public PolicyBuilder in(String other) {
        namespace = other;
        return this;
    }

    public PolicyBuilder projects(String... globs) {
        scope = new Scope(Optional.of(List.of(globs)), scope.workflows());
        return this;
    }

    public PolicyBuilder workflows(String... globs) {
        scope = new Scope(scope.projects(), Optional.of(List.of(globs)));
        return this;
    }

    public PolicyBuilder suspended() {
        suspended = true;
        return this;
    }

    public PolicyBuilder planning() {
        mode = Mode.PLAN;
        return this;
    }

    public PolicyBuilder limits(int maxTrashed, int percent) {
        limits = new Limits(maxTrashed, percent, limits.window(), limits.settle());
        return this;
    }

    public PolicyBuilder window(Duration window) {
        limits = new Limits(limits.maxTrashed(), limits.maxTrashedPercent(), window, limits.settle());
        return this;
    }

    public PolicyBuilder warnBefore(Duration time) {
        warnBefore = time;
        return this;
    }

    public PolicyBuilder readiness(Readiness how) {
        readiness = how;
        return this;
    }

    public PolicyBuilder unproved() {
        proof = KeyProof.NONE;
        return this;
    }

    /** Its key opened the workspace once. */
    public PolicyBuilder lapsed() {
        proof = KeyProof.LAPSED;
        return this;
    }

    public PolicyBuilder refused() {
        refused = true;
        return this;
    }

    public PolicyBuilder gone() {
        gone = true;
        return this;
    }

    public PolicyBuilder keyless() {
        keyless = true;
        return this;
    }

    public PolicyBuilder rules(RuleBuilder... more) {
        Stream.of(more).map(RuleBuilder::build).forEach(rules::add);
        return this;
    }

    /** A plan of those lines was published, and is approved until tomorrow. */
    public PolicyBuilder approving(String... lines) {
        return approving(WorkspaceScenario.NOW.plus(Duration.ofDays(1)), lines);
    }

    public PolicyBuilder approving(Instant until, String... lines) {
        TrashPlan plan = TrashPlan.of(WorkspaceScenario.WORKSPACE, List.of(lines));
        return approving(plan.digest(), until).published(new ApprovedPlanLookup.Found(plan));
    }

    public PolicyBuilder approving(String digest, Instant until) {
        word = Optional.of(new ApprovedPlan(digest, until));
        return this;
    }

    /** The digest of the plan that is approved. */
    public String digest() {
        return word.orElseThrow().digest();
    }

    public PolicyBuilder published(ApprovedPlanLookup list) {
        approved = list;
        return this;
    }

    /** It has sent a DELETE for that item, which was created long ago, for a claim that is gone. */
    public PolicyBuilder trashed(ItemKey item, Instant at, Optional<String> rule, Optional<String> digest) {
        DeletionLedger.Entry entry =
                new DeletionLedger.Entry(item, Optional.of(WorkspaceScenario.LONG_AGO), at, "uid-gone", rule, digest);
        ledger = ledger.map(pages -> pages.with(pages.next(entry)));
        return this;
    }

    public PolicyBuilder ledger(DeletionLedger.Entry entry) {
        ledger = ledger.map(pages -> pages.with(entry));
        return this;
    }

    /** The value of its reconcile-now annotation. */
    public PolicyBuilder requestedAt(String value) {
        requestedAt = Optional.of(value);
        return this;
    }

    /** It shows that trashing is halted, since it had the present value of that annotation. */
    public PolicyBuilder halted(Instant since) {
        halt = Optional.of(new TrashingHalt(
                since,
                "Roboflow answered the DELETE of project dog with trash: false (asked for true).",
                Optional.of(new PolicyId(namespace, name)),
                requestedAt));
        return this;
    }

    /** Kubernetes refuses to store TrashedItems for its rules. */
    public PolicyBuilder childrenRefused(String message) {
        childrenRefused = Optional.of(message);
        return this;
    }

    /** What its status shows of its plan. */
    public PolicyBuilder showing(ShownPlan plan) {
        shown = plan;
        return this;
    }

    public PolicyBuilder ledgerUnread() {
        ledger = Optional.empty();
        return this;
    }

    PolicyState build() {
        Policy policy = new Policy(
                new PolicyId(namespace, name),
                "uid-" + namespace + "-" + name,
                1,
                WorkspaceScenario.NOW.minus(Duration.ofDays(30)),
                WorkspaceScenario.WORKSPACE,
                "secret",
                "api-key",
                scope,
                Duration.ofMinutes(1),
                suspended,
                mode,
                limits,
                warnBefore,
                requestedAt,
                rules,
                word);
        return new PolicyState(
                policy,
                new PolicyAccess(readiness, proof, refused, keyless, gone, SecretVersions.NONE),
                requestedAt,
                childrenRefused,
                new TrashRecords(ledger, approved),
                shown,
                List.of(),
                halt);
    }
}
