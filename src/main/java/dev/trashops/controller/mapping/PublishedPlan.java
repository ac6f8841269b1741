package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status shows of the plan that is to be reviewed.
 *
 * @param digest of the plan
 * @param configMap where it stands; nothing while it could not be written down
 */
public record PublishedPlan(String digest, Optional<String> configMap) {

    /** What a status shows, if it shows a plan. */
    public static Optional<PublishedPlan> of(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Optional.ofNullable(found.plan()))
                .flatMap(plan -> Optional.ofNullable(plan.digest())
                        .map(digest -> new PublishedPlan(digest, Optional.ofNullable(plan.configMap()))));
    }
}
