package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.RuleAction;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Maps an enum of the custom resources to the planner's and back. Constants match by name, as {@code InTrash} and
 * {@code IN_TRASH} do; one without its counterpart fails when this class is loaded.
 */
public final class EnumMapper<A extends Enum<A>, M extends Enum<M>> {
    public static final EnumMapper<dev.trashops.api.v1alpha1.ItemType, ItemType> ITEM_TYPE =
            new EnumMapper<>(dev.trashops.api.v1alpha1.ItemType.class, ItemType.class);
    public static final EnumMapper<dev.trashops.api.v1alpha1.DesiredState, DesiredState> DESIRED_STATE =
            new EnumMapper<>(dev.trashops.api.v1alpha1.DesiredState.class, DesiredState.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.RuleAction, RuleAction> RULE_ACTION =
            new EnumMapper<>(dev.trashops.api.v1alpha1.RuleAction.class, RuleAction.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Approval, Approval> APPROVAL =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Approval.class, Approval.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.DriftPolicy, DriftPolicy> DRIFT_POLICY =
            new EnumMapper<>(dev.trashops.api.v1alpha1.DriftPolicy.class, DriftPolicy.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.DeletionPolicy, DeletionPolicy> DELETION_POLICY =
            new EnumMapper<>(dev.trashops.api.v1alpha1.DeletionPolicy.class, DeletionPolicy.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Acknowledgement, Acknowledgement> ACKNOWLEDGEMENT =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Acknowledgement.class, Acknowledgement.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Mode, Mode> MODE =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Mode.class, Mode.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Region, Region> REGION =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Region.class, Region.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.ObservedState, ObservedState> OBSERVED_STATE =
            new EnumMapper<>(dev.trashops.api.v1alpha1.ObservedState.class, ObservedState.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Hold, Hold> HOLD =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Hold.class, Hold.class);
    static final EnumMapper<dev.trashops.api.v1alpha1.Endangered, Endangered> ENDANGERED =
            new EnumMapper<>(dev.trashops.api.v1alpha1.Endangered.class, Endangered.class);
    static final EnumMapper<Action, ActionKind> ACTION = new EnumMapper<>(Action.class, ActionKind.class);
    static final EnumMapper<Outcome, LastAction.Outcome> OUTCOME =
            new EnumMapper<>(Outcome.class, LastAction.Outcome.class);

    private final Map<A, M> toModel;
    private final Map<M, A> toApi;

    private EnumMapper(Class<A> api, Class<M> model) {
        toModel = counterparts(api, model);
        toApi = counterparts(model, api);
    }

    M toModel(A constant) {
        return counterpart(toModel, constant);
    }

    M toModel(@Nullable A constant, M fallback) {
        return constant == null ? fallback : toModel(constant);
    }

    Set<M> toModel(Collection<A> constants) {
        return constants.stream().map(this::toModel).collect(Collectors.toUnmodifiableSet());
    }

    public A toApi(M constant) {
        return counterpart(toApi, constant);
    }

    private static <F, T> T counterpart(Map<F, T> counterparts, F constant) {
        return Optional.ofNullable(counterparts.get(constant))
                .orElseThrow(() -> new IllegalStateException("No counterpart of " + constant));
    }

    private static <F extends Enum<F>, T extends Enum<T>> Map<F, T> counterparts(Class<F> from, Class<T> to) {
        Map<String, T> byName =
                Stream.of(to.getEnumConstants()).collect(Collectors.toMap(EnumMapper::key, constant -> constant));
        return Stream.of(from.getEnumConstants())
                .collect(Collectors.toMap(constant -> constant, constant -> counterpart(byName, key(constant))));
    }

    private static String key(Enum<?> constant) {
        return constant.name().replace("_", "").toLowerCase(Locale.ROOT);
    }
}
