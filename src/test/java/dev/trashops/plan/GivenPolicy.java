package dev.trashops.plan;

import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.Limits;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Scope;
import dev.trashops.plan.model.Standing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Describes one policy; what is not said is the ordinary case, with generous limits. */
final class GivenPolicy {
    private String namespace = "team";
    private String name = "policy";
    private Scope scope = Scope.ALL;
    private boolean suspended;
    private Mode mode = Mode.ENFORCE;
    private Limits limits = new Limits(100, 100, Duration.ofHours(24), Duration.ofSeconds(30));
    private Duration warnBefore = Duration.ofDays(7);
    private Standing standing = Standing.ready(Reason.AVAILABLE, "The key opens the workspace.");
    private boolean proved = true;
    private boolean refused;
    private boolean keyless;

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

    GivenPolicy standing(Standing how) {
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
                List.of(),
                Optional.empty(),
                List.of());
        return new PolicyState(
                policy, standing, proved, refused, keyless, Optional.of(DeletionBook.EMPTY), new ApprovedList.None());
    }
}
