package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.required;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Credentials;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.SecretKeyRef;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps RoboflowTrashPolicies to policies, with the defaults that the API server would have set. */
public final class PolicyMapper {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration RETENTION = Duration.ofDays(30);

    private PolicyMapper() {}

    public static PolicyId id(RoboflowTrashPolicy policy) {
        return new PolicyId(
                ResourceMetadata.namespace(policy), policy.getMetadata().getName());
    }

    public static MappingResult<Policy> policy(RoboflowTrashPolicy policy) {
        try {
            RoboflowTrashPolicySpec spec = required(policy.getSpec(), "spec");
            Credentials credentials = required(spec.credentials(), "spec.credentials");
            SecretKeyRef secret = required(credentials.secretKeyRef(), "spec.credentials.secretKeyRef");
            return new MappingResult.Valid<>(new Policy(
                    id(policy),
                    ResourceMetadata.uid(policy),
                    ResourceMetadata.generation(policy),
                    ResourceMetadata.createdAt(policy),
                    FieldValidator.slug(spec.workspace(), "spec.workspace"),
                    required(FieldValidator.text(secret.name()).orElse(null), "spec.credentials.secretKeyRef.name"),
                    FieldValidator.text(secret.key()).orElse(SecretKeyRef.DEFAULT_KEY),
                    scope(spec.scope()),
                    FieldValidator.duration(
                            or(spec.interval(), RoboflowTrashPolicySpec.DEFAULT_INTERVAL),
                            "spec.interval",
                            Duration.ofSeconds(10),
                            DAY),
                    Boolean.TRUE.equals(spec.suspend()),
                    Optional.ofNullable(spec.mode()).map(EnumMapper::of).orElse(Mode.ENFORCE),
                    limits(spec.limits()),
                    FieldValidator.duration(
                            or(spec.warnBefore(), RoboflowTrashPolicySpec.DEFAULT_WARN_BEFORE),
                            "spec.warnBefore",
                            DAY,
                            RETENTION),
                    ResourceMetadata.requestedAt(policy),
                    RuleMapper.rules(spec.rules()),
                    RuleMapper.approvedPlan(spec.approvedPlan())));
        } catch (InvalidFieldException refused) {
            return new MappingResult.Refused<>(refused.sentence());
        }
    }

    private static Scope scope(RoboflowTrashPolicySpec.@Nullable Scope scope) {
        return scope == null
                ? Scope.ALL
                : new Scope(Optional.ofNullable(scope.projects()), Optional.ofNullable(scope.workflows()));
    }

    private static Limits limits(RoboflowTrashPolicySpec.@Nullable Limits limits) {
        var written = limits == null ? new RoboflowTrashPolicySpec.Limits(null, null, null, null) : limits;
        return new Limits(
                FieldValidator.within(
                        or(written.maxTrashed(), RoboflowTrashPolicySpec.Limits.DEFAULT_MAX_TRASHED),
                        "spec.limits.maxTrashed",
                        0,
                        10_000),
                FieldValidator.within(
                        or(written.maxTrashedPercent(), RoboflowTrashPolicySpec.Limits.DEFAULT_MAX_TRASHED_PERCENT),
                        "spec.limits.maxTrashedPercent",
                        0,
                        100),
                FieldValidator.duration(
                        or(written.window(), RoboflowTrashPolicySpec.Limits.DEFAULT_WINDOW),
                        "spec.limits.window",
                        Duration.ofMinutes(1),
                        RETENTION),
                FieldValidator.duration(
                        or(written.settle(), RoboflowTrashPolicySpec.Limits.DEFAULT_SETTLE),
                        "spec.limits.settle",
                        Duration.ZERO,
                        Duration.ofHours(1)));
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
