package dev.trashops.plan.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * That nothing is trashed in a workspace until a person has looked at it: Roboflow answered a change with something other
 * than was asked for, so the next DELETE might delete for good, or hit something else.
 *
 * @param since when the action began that was answered so
 * @param message what was answered to what, as a sentence
 * @param policy the policy that the action was for; absent on policies of other namespaces
 * @param request the reconcile-now annotation of the policy that shows it, when that began to show it
 */
public record TrashingHalt(Instant since, String message, Optional<PolicyId> policy, Optional<String> request) {
    /** Of several in a workspace the latest counts. */
    public static final Comparator<TrashingHalt> LATEST = Comparator.comparing(TrashingHalt::since)
            .thenComparing(halt -> halt.policy().map(PolicyId::toString).orElse(""));

    public TrashingHalt {
        // Statuses keep whole milliseconds.
        since = since.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The latest in a workspace, whichever of its policies shows it, unless a person has taken it off on any of them. */
    public static Optional<TrashingHalt> inForce(List<PolicyState> policies) {
        Optional<TrashingHalt> latest =
                policies.stream().flatMap(state -> state.halt().stream()).max(LATEST);
        // Whoever cannot open the workspace has no say in it.
        return latest.filter(halt -> policies.stream()
                .filter(PolicyState::sees)
                .noneMatch(state -> state.halt()
                        .filter(halt::isSame)
                        .filter(shown -> shown.isTakenOff(state.policy()))
                        .isPresent()));
    }

    /** Whether both are about the same answer. */
    private boolean isSame(TrashingHalt other) {
        return since.equals(other.since);
    }

    /** Any new value of the annotation does, no matter what it is. */
    private boolean isTakenOff(Policy shownBy) {
        return shownBy.requestedAt().isPresent() && !shownBy.requestedAt().equals(request);
    }

    /** The same as a policy shows it, or begins to show it: one that does not show it yet has not taken it off either. */
    public TrashingHalt on(Policy other, Optional<TrashingHalt> shown) {
        return shown.filter(this::isSame)
                .orElseGet(() -> new TrashingHalt(
                        since,
                        message,
                        policy.filter(id -> id.namespace().equals(other.id().namespace())),
                        other.requestedAt()));
    }

    /** As a policy shows it; one that may not be told of the workspace only goes on showing what it shows already. */
    public Optional<TrashingHalt> shownBy(PolicyState state) {
        return state.sees() ? Optional.of(on(state.policy(), state.halt())) : state.halt();
    }

    /** Whether that action was the one that was answered so. */
    public boolean isAbout(LastAction action) {
        return action.at().truncatedTo(ChronoUnit.MILLIS).equals(since);
    }
}
