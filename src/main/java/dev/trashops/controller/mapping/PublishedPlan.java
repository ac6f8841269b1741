package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plan to be reviewed, as a status shows it.
 *
 * @param configMap with the plan; empty while it could not be written
 */
public record PublishedPlan(String digest, Optional<String> configMap) {

    public static Optional<PublishedPlan> of(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Optional.ofNullable(found.plan()))
                .flatMap(plan -> Optional.ofNullable(plan.digest())
                        .map(digest -> new PublishedPlan(digest, Optional.ofNullable(plan.configMap()))));
    }
}
