package dev.trashops.controller;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a status shows of the plan that is to be reviewed.
 *
 * @param digest of the plan
 * @param configMap where it stands; nothing while it could not be written down
 */
record Publication(String digest, Optional<String> configMap) {

    /** What a status shows, if it shows a plan. */
    static Optional<Publication> of(@Nullable RoboflowTrashPolicyStatus status) {
        return Optional.ofNullable(status)
                .flatMap(found -> Optional.ofNullable(found.plan()))
                .flatMap(plan -> Optional.ofNullable(plan.digest())
                        .map(digest -> new Publication(digest, Optional.ofNullable(plan.configMap()))));
    }
}
