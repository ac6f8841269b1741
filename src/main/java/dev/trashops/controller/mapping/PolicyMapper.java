package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.duration;
import static dev.trashops.controller.mapping.FieldValidator.required;
import static dev.trashops.controller.mapping.FieldValidator.text;
import static dev.trashops.controller.mapping.FieldValidator.within;
import static dev.trashops.controller.mapping.FieldValidator.workspaceSlug;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Credentials;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.SecretKeyRef;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Policy.Limits;
import dev.trashops.plan.model.Policy.Scope;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps RoboflowTrashPolicies to policies, with the defaults that the API server would have set. */
public final class PolicyMapper {
    private PolicyMapper() {}

    public static PolicyId id(RoboflowTrashPolicy policy) {
        return new PolicyId(
                ResourceMetadata.namespace(policy), policy.getMetadata().getName());
    }

    public static MappingResult<Policy> policy(RoboflowTrashPolicy policy) {
        return MappingResult.of(() -> {
            RoboflowTrashPolicySpec spec = required(policy.getSpec(), "spec");
            Credentials credentials = required(spec.credentials(), "spec.credentials");
            SecretKeyRef secret = required(credentials.secretKeyRef(), "spec.credentials.secretKeyRef");
            String interval = or(spec.interval(), RoboflowTrashPolicySpec.DEFAULT_INTERVAL);
            String warnBefore = or(spec.warnBefore(), RoboflowTrashPolicySpec.DEFAULT_WARN_BEFORE);
            return new Policy(
                    id(policy),
                    ResourceMetadata.uid(policy),
                    ResourceMetadata.generation(policy),
                    ResourceMetadata.createdAt(policy),
                    new WorkspaceId(
                            EnumMapper.REGION.toModel(spec.region(), Region.US),
                            workspaceSlug(spec.workspace(), "spec.workspace")),
                    required(text(secret.name()).orElse(null), "spec.credentials.secretKeyRef.name"),
                    text(secret.key()).orElse(SecretKeyRef.DEFAULT_KEY),
                    scope(spec.scope()),
                    duration(interval, "spec.interval", "10s", "1d"),
                    Boolean.TRUE.equals(spec.suspend()),
                    EnumMapper.MODE.toModel(spec.mode(), Mode.ENFORCE),
                    limits(spec.limits()),
                    duration(warnBefore, "spec.warnBefore", "1d", "30d"),
                    ResourceMetadata.requestedAt(policy),
                    RuleMapper.rules(spec.rules()),
                    RuleMapper.approvedPlan(spec.approvedPlan()));
        });
    }

    private static Scope scope(RoboflowTrashPolicySpec.@Nullable Scope scope) {
        return scope == null
                ? Scope.ALL
                : new Scope(Optional.ofNullable(scope.projects()), Optional.ofNullable(scope.workflows()));
    }

    private static Limits limits(RoboflowTrashPolicySpec.@Nullable Limits limits) {
        var written = limits == null ? new RoboflowTrashPolicySpec.Limits(null, null, null, null) : limits;
        int maxTrashed = or(written.maxTrashed(), RoboflowTrashPolicySpec.Limits.DEFAULT_MAX_TRASHED);
        int percent = or(written.maxTrashedPercent(), RoboflowTrashPolicySpec.Limits.DEFAULT_MAX_TRASHED_PERCENT);
        String window = or(written.window(), RoboflowTrashPolicySpec.Limits.DEFAULT_WINDOW);
        String settle = or(written.settle(), RoboflowTrashPolicySpec.Limits.DEFAULT_SETTLE);
        return new Limits(
                within(maxTrashed, "spec.limits.maxTrashed", 0, 10_000),
                within(percent, "spec.limits.maxTrashedPercent", 0, 100),
                duration(window, "spec.limits.window", "1m", "30d"),
                duration(settle, "spec.limits.settle", "0s", "1h"));
    }

    private static <T> T or(@Nullable T value, T fallback) {
        return value == null ? fallback : value;
    }
}
