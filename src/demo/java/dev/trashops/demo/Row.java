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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An item as the table shows it.
 *
 * @param name of the resource
 * @param type in lower case
 * @param item slug, with the number of a version
 * @param condition type of the condition that matters most
 * @param reason of that condition
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
    /** The event of items shown in one row, once the same holds back every one of them. */
    static final String ALL = "all of them";

    private static final String TRASHED_BY_SOMEBODY = "trashed by somebody!";
    private static final String RESTORED_BY_SOMEBODY = "restored by somebody";
    private static final String FOUND = "found in the Trash";

    /** What waits until a person decides, and what the table says of it. */
    private static final Map<String, String> HELD = Map.of(
            "LimitExceeded", "held back",
            "ApprovalRequired", "waits for an approval",
            "Spared", "left alone from now on");

    /** How an item stands. */
    enum Light {
        /** As declared. */
        GOOD(Screen.Colour.GOOD),
        /** The operator is at work, or the item is gone in some days. */
        BUSY(Screen.Colour.BUSY),
        /** Nothing is done until a person decides. */
        HELD(Screen.Colour.HELD),
        /** Something is wrong, or the item is gone within a day. */
        ALARM(Screen.Colour.ALARM);

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
        boolean good = ready.filter(condition -> condition.status() == ConditionStatus.True)
                .isPresent();
        boolean stalled = find(conditions, "Stalled").isPresent();
        Optional<Condition> cleanup = good ? find(conditions, "CleanupImminent") : Optional.empty();
        String reason = cleanup.or(() -> ready).map(Condition::reason).orElse("-");
        String state = Optional.ofNullable(item.getStatus())
                .map(TrashedItemStatus::observedState)
                .map(ObservedState::name)
                .orElse("-");
        String event = event(item, state, reason, before, now);
        return new Row(
                item.getMetadata().getName(),
                item.getSpec().item().type().name().toLowerCase(Locale.ROOT),
                label(item.getSpec().item()),
                item.getSpec().desiredState().name(),
                state,
                light(good, stalled, reason, event),
                cleanup.isPresent()
                        ? "CleanupImminent"
                        : good ? "Ready" : stalled ? "Stalled" : ready.isPresent() ? "Reconciling" : "-",
                reason,
                event);
    }

    private static Light light(boolean good, boolean stalled, String reason, String event) {
        if (event.equals(TRASHED_BY_SOMEBODY) || reason.equals("Within1d")) {
            return Light.ALARM;
        }
        if (stalled) {
            return HELD.containsKey(reason) ? Light.HELD : Light.ALARM;
        }
        return good && !reason.startsWith("Within") ? Light.GOOD : Light.BUSY;
    }

    boolean isReady() {
        return light == Light.GOOD || condition.equals("CleanupImminent");
    }

    boolean isHeldBy(String why) {
        return light == Light.HELD && reason.equals(why);
    }

    /** Whether the event belongs to the story, so that a line tells of it. */
    boolean isToldOf() {
        return event.equals(FOUND)
                ? desired.equals("Observed")
                : event.equals(ALL) || !(event.endsWith(" of them") || event.startsWith("being"));
    }

    /** Whether one has to see what this looks like, however soon it is over. */
    boolean isTurningPoint() {
        return event.equals(TRASHED_BY_SOMEBODY) || event.equals(ALL);
    }

    /** The event, in a line of its own. */
    String told() {
        return light == Light.HELD ? event + (event.equals(ALL) ? " held back" : "") + " (" + reason + ")" : event;
    }

    private static String event(TrashedItem item, String state, String reason, Optional<Row> before, Instant now) {
        Optional<TrashedItemStatus> status = Optional.ofNullable(item.getStatus());
        Optional<LastAction> last = status.map(TrashedItemStatus::lastAction);
        String seen = before.map(Row::state).orElse("-");
        Optional<Action> lately = last.map(LastAction::action);
        if (HELD.containsKey(reason)) {
            return HELD.get(reason);
        }
        if (state.equals("Active") && seen.equals("InTrash") && !lately.equals(Optional.of(Action.Restore))) {
            return RESTORED_BY_SOMEBODY;
        }
        if (state.equals("InTrash") && seen.equals("Active") && !lately.equals(Optional.of(Action.Trash))) {
            return TRASHED_BY_SOMEBODY;
        }
        if (last.filter(action -> fits(action, state)).isPresent()) {
            return describe(last.get());
        }
        Optional<String> warning = find(conditions(item), "CleanupImminent")
                .flatMap(any -> status.map(TrashedItemStatus::trash))
                .flatMap(trash -> Optional.ofNullable(trash.scheduledCleanupAt()))
                .filter(cleanup -> item.getSpec().desiredState().name().equals("Observed"))
                .map(cleanup -> "gone in " + describe(Duration.between(now, cleanup)));
        return warning.or(() ->
                        before.map(Row::event).filter(event -> event.contains("somebody") || event.startsWith("being")))
                .orElse(state.equals("InTrash") ? FOUND : "");
    }

    /** Whether the last action explains the state, or is about to change it. */
    private static boolean fits(LastAction action, String state) {
        return switch (action.outcome()) {
            case Started -> true;
            case Done -> state.equals(action.action() == Action.Restore ? "Active" : "InTrash");
            default -> false;
        };
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
