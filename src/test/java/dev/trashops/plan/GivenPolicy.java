package dev.trashops.plan;

import dev.trashops.plan.model.ApprovedPlan;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Limits;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyAccess;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Scope;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.TrashRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Describes one policy; what is not said is the ordinary case, with generous limits. */
final class GivenPolicy {
    private String namespace = "team";
    private String name = "policy";
    private Scope scope = Scope.ALL;
    private boolean suspended;
    private Mode mode = Mode.ENFORCE;
    private Limits limits = new Limits(100, 100, Duration.ofHours(24), Duration.ofSeconds(30));
    private Duration warnBefore = Duration.ofDays(7);
    private Readiness standing = Readiness.ready(Reason.AVAILABLE, "The key opens the workspace.");
    private boolean proved = true;
    private boolean refused;
    private boolean keyless;
    private final List<Rule> rules = new ArrayList<>();
    private Optional<ApprovedPlan> word = Optional.empty();
    private ApprovedPlanLookup approved = new ApprovedPlanLookup.None();
    private Optional<DeletionLedger> book = Optional.of(DeletionLedger.EMPTY);

    GivenPolicy named(String other) {
        name = other;
        return this;
    }

    GivenPolicy in(String other) {
        namespace = other;
        return this;
    }

    GivenPolicy projects(String... globs) {
        scope = new Scope(Optional.of(List.of(globs)), scope.workflows());
        return this;
    }

    GivenPolicy workflows(String... globs) {
        scope = new Scope(scope.projects(), Optional.of(List.of(globs)));
        return this;
    }

    GivenPolicy suspended() {
        suspended = true;
        return this;
    }

    GivenPolicy planning() {
        mode = Mode.PLAN;
        return this;
    }

    GivenPolicy limits(int maxTrashed, int percent) {
        limits = new Limits(maxTrashed, percent, limits.window(), limits.settle());
        return this;
    }

    GivenPolicy window(Duration window) {
        limits = new Limits(limits.maxTrashed(), limits.maxTrashedPercent(), window, limits.settle());
        return this;
    }

    GivenPolicy warnBefore(Duration time) {
        warnBefore = time;
        return this;
    }

    GivenPolicy standing(Readiness how) {
        standing = how;
        return this;
    }

    GivenPolicy unproved() {
        proved = false;
        return this;
    }

    GivenPolicy refused() {
        refused = true;
        return this;
    }

    GivenPolicy keyless() {
        keyless = true;
        return this;
    }

    GivenPolicy rules(GivenRule... more) {
        Stream.of(more).map(GivenRule::build).forEach(rules::add);
        return this;
    }

    /** A plan of those lines was published, and is approved until tomorrow. */
    GivenPolicy approving(String... lines) {
        return approving(Given.NOW.plus(Duration.ofDays(1)), lines);
    }

    GivenPolicy approving(Instant until, String... lines) {
        TrashPlan plan = TrashPlan.of(Given.WORKSPACE, List.of(lines));
        return approving(plan.digest(), until).published(new ApprovedPlanLookup.Found(plan));
    }

    GivenPolicy approving(String digest, Instant until) {
        word = Optional.of(new ApprovedPlan(digest, until));
        return this;
    }

    /** The digest of the plan that is approved. */
    String digest() {
        return word.orElseThrow().digest();
    }

    GivenPolicy published(ApprovedPlanLookup list) {
        approved = list;
        return this;
    }

    /** It has sent a DELETE for that item, which was created long ago, for a claim that is gone. */
    GivenPolicy trashed(ItemKey item, Instant at, Optional<String> rule, Optional<String> digest) {
        DeletionLedger.Entry entry =
                new DeletionLedger.Entry(item, Optional.of(Given.LONG_AGO), at, "uid-gone", rule, digest);
        book = book.map(pages -> pages.with(pages.next(entry)));
        return this;
    }

    GivenPolicy book(DeletionLedger.Entry entry) {
        book = book.map(pages -> pages.with(entry));
        return this;
    }

    GivenPolicy bookUnread() {
        book = Optional.empty();
        return this;
    }

    PolicyState build() {
        Policy policy = new Policy(
                new PolicyId(namespace, name),
                "uid-" + namespace + "-" + name,
                1,
                Given.NOW.minus(Duration.ofDays(30)),
                Given.WORKSPACE,
                "secret",
                "api-key",
                scope,
                Duration.ofMinutes(1),
                suspended,
                mode,
                limits,
                warnBefore,
                Optional.empty(),
                rules,
                word);
        return new PolicyState(
                policy,
                new PolicyAccess(standing, proved, refused, keyless),
                new TrashRecords(book, approved),
                List.of());
    }
}
