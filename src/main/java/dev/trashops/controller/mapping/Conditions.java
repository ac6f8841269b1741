package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes and reads conditions: {@code Ready} is always present, every other one only while it is true. */
public final class Conditions {
    private final List<Condition> before;
    private final long generation;
    private final Instant now;
    private final List<Condition> written = new ArrayList<>();

    /** Starts a list that replaces another one: a condition whose status stays the same keeps its transition time. */
    Conditions(List<Condition> before, long generation, Instant now) {
        this.before = before;
        this.generation = generation;
        this.now = now;
    }

    /** Adds Ready, and Reconciling or Stalled with it. */
    Conditions readiness(Readiness readiness) {
        String reason = readiness.reason().text();
        ConditionStatus ready = readiness.isReady() ? ConditionStatus.True : ConditionStatus.False;
        add(ConditionType.Ready, ready, reason, readiness.message());
        switch (readiness.kind()) {
            case READY -> {}
            case RECONCILING -> present(ConditionType.Reconciling, reason, readiness.message());
            case STALLED -> present(ConditionType.Stalled, reason, readiness.message());
        }
        return this;
    }

    /** Adds a condition that is only present while it is true. */
    Conditions present(ConditionType type, String reason, String message) {
        add(type, ConditionStatus.True, reason, message);
        return this;
    }

    /** Adds what a policy tells besides its readiness. */
    Conditions present(Map<PolicyCondition, Notice> conditions) {
        for (PolicyCondition type : PolicyCondition.values()) {
            Optional.ofNullable(conditions.get(type))
                    .ifPresent(what -> present(ConditionType.valueOf(type.text()), what.reason(), what.message()));
        }
        return this;
    }

    List<Condition> list() {
        return List.copyOf(written);
    }

    private void add(ConditionType type, ConditionStatus status, String reason, String message) {
        Instant since = find(before, type)
                .filter(old -> old.status() == status)
                .map(Condition::lastTransitionTime)
                .orElse(now);
        written.add(new Condition(type.name(), status, reason, message, since, generation));
    }

    public static Optional<Condition> find(List<Condition> conditions, ConditionType type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type.name()))
                .findFirst();
    }

    /** What conditions of those types say. */
    static Map<PolicyCondition, Notice> notices(List<Condition> conditions, Collection<PolicyCondition> types) {
        Map<PolicyCondition, Notice> found = new EnumMap<>(PolicyCondition.class);
        types.forEach(type -> notice(conditions, type).ifPresent(notice -> found.put(type, notice)));
        return found;
    }

    /** All that a policy tells besides its readiness. */
    public static Map<PolicyCondition, Notice> notices(List<Condition> conditions) {
        return notices(conditions, EnumSet.allOf(PolicyCondition.class));
    }

    static Optional<Notice> notice(List<Condition> conditions, PolicyCondition type) {
        return find(conditions, ConditionType.valueOf(type.text()))
                .map(shown -> new Notice(shown.reason(), shown.message()));
    }

    /** The readiness in a list; empty if it has none that this operator wrote. */
    public static Optional<Readiness> readiness(List<Condition> conditions) {
        Readiness.Kind kind = isTrue(conditions, ConditionType.Stalled)
                ? Readiness.Kind.STALLED
                : isTrue(conditions, ConditionType.Reconciling) ? Readiness.Kind.RECONCILING : Readiness.Kind.READY;
        return find(conditions, ConditionType.Ready)
                .filter(ready -> (ready.status() == ConditionStatus.True) == (kind == Readiness.Kind.READY))
                .flatMap(ready -> reason(ready.reason()).map(reason -> new Readiness(kind, reason, ready.message())));
    }

    private static boolean isTrue(List<Condition> conditions, ConditionType type) {
        return find(conditions, type)
                .filter(condition -> condition.status() == ConditionStatus.True)
                .isPresent();
    }

    static Optional<Reason> reason(String text) {
        return Stream.of(Reason.values())
                .filter(reason -> reason.text().equals(text))
                .findFirst();
    }
}
