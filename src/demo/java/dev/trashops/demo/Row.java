package dev.trashops.demo;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ObservedState;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.LastAction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * An item as the table shows it.
 *
 * @param name of the resource
 * @param type in lower case
 * @param item slug, with the number of a version
 * @param condition type of the condition that matters most
 * @param reason of the condition Ready
 * @param event what just happened to the item
 */
record Row(
        String name,
        String type,
        String item,
        String desired,
        String state,
        Light light,
        String condition,
        String reason,
        String event) {

    /** The colour of a condition. */
    enum Light {
        GOOD(Screen.Colour.GOOD),
        BUSY(Screen.Colour.BUSY),
        HELD(Screen.Colour.HELD);

        private final Screen.Colour colour;

        Light(Screen.Colour colour) {
            this.colour = colour;
        }

        Screen.Colour colour() {
            return colour;
        }
    }

    /** The row of an item, given the one that was shown before. */
    static Row of(TrashedItem item, Optional<Row> before, Instant now) {
        List<Condition> conditions = conditions(item);
        Optional<Condition> ready = find(conditions, "Ready");
        Optional<Condition> stalled = find(conditions, "Stalled");
        boolean good = ready.filter(condition -> condition.status() == ConditionStatus.True)
                .isPresent();
        Light light = good ? Light.GOOD : stalled.isPresent() ? Light.HELD : Light.BUSY;
        String reason = ready.map(Condition::reason).orElse("-");
        String condition = good ? "Ready" : stalled.isPresent() ? "Stalled" : ready.isPresent() ? "Reconciling" : "-";
        String state = Optional.ofNullable(item.getStatus())
                .map(TrashedItemStatus::observedState)
                .map(ObservedState::name)
                .orElse("-");
        return new Row(
                item.getMetadata().getName(),
                item.getSpec().item().type().name().toLowerCase(Locale.ROOT),
                label(item.getSpec().item()),
                item.getSpec().desiredState().name(),
                state,
                light,
                condition,
                reason,
                event(item, state, before, now));
    }

    /** Whether the operator knows where the item is. */
    boolean isSeen() {
        return !state.equals("-") && !state.equals("Unknown");
    }

    boolean isReady() {
        return light == Light.GOOD;
    }

    boolean isHeldBy(String why) {
        return light == Light.HELD && reason.equals(why);
    }

    private static String event(TrashedItem item, String state, Optional<Row> before, Instant now) {
        Optional<TrashedItemStatus> status = Optional.ofNullable(item.getStatus());
        Optional<LastAction> last = status.map(TrashedItemStatus::lastAction);
        String seen = before.map(Row::state).orElse("-");
        if (!state.equals("InTrash") && seen.equals("InTrash") && last.isEmpty()) {
            return "restored by somebody";
        }
        boolean ours = last.filter(action -> fits(action, state)).isPresent();
        if (state.equals("InTrash") && seen.equals("Active") && !ours) {
            return "trashed by somebody!";
        }
        if (last.isPresent() && (ours || last.get().outcome() == Outcome.Started)) {
            return describe(last.get());
        }
        Optional<String> warning = find(conditions(item), "CleanupImminent")
                .flatMap(any -> status.map(TrashedItemStatus::trash))
                .flatMap(trash -> Optional.ofNullable(trash.scheduledCleanupAt()))
                .filter(cleanup -> item.getSpec().desiredState().name().equals("Observed"))
                .map(cleanup -> "deleted for good in " + describe(Duration.between(now, cleanup)));
        return warning.or(() ->
                        before.map(Row::event).filter(event -> event.contains("somebody") || event.startsWith("being")))
                .orElse(state.equals("InTrash") ? "found in the Trash" : "");
    }

    /** Whether the last action explains the state. */
    private static boolean fits(LastAction action, String state) {
        return action.outcome() == Outcome.Done
                && state.equals(action.action() == Action.Restore ? "Active" : "InTrash");
    }

    private static String describe(LastAction action) {
        boolean done = action.outcome() == Outcome.Done;
        return switch (action.action()) {
            case Restore -> done ? "restored" : "being restored";
            case Trash -> done ? "moved to the Trash" : "being moved to the Trash";
        };
    }

    private static String describe(Duration left) {
        return left.toHours() < 48 ? left.toHours() + " hours" : left.toDays() + " days";
    }

    private static String label(ItemRef item) {
        String slug = Objects.requireNonNullElse(item.project(), Objects.requireNonNullElse(item.workflow(), "?"));
        return switch (item.type()) {
            case Project, Workflow -> slug;
            case Version -> slug + "/" + item.version();
            case Training -> slug + "/" + item.version() + "/" + item.training();
        };
    }

    private static List<Condition> conditions(TrashedItem item) {
        return Optional.ofNullable(item.getStatus())
                .map(TrashedItemStatus::conditions)
                .orElse(List.of());
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
