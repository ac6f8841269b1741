package dev.trashops.observability;

import static dev.trashops.observability.EventRecorder.EventNotice.normal;
import static dev.trashops.observability.EventRecorder.EventNotice.warning;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.SecretKeyRef;
import dev.trashops.controller.write.StatusListener.PolicyConditions;
import dev.trashops.observability.EventRecorder.EventNotice;
import java.util.Optional;

/** The Events that tell how the exchange of an API key ended. */
final class KeyEvents {
    private KeyEvents() {}

    static EventNotice accepted(RoboflowTrashPolicy policy, String secretResourceVersion) {
        return normal(
                "KeyAccepted",
                "Verify",
                "The API key in " + secret(policy, secretResourceVersion) + " opens workspace "
                        + policy.getSpec().workspace() + " and is in use.");
    }

    static EventNotice refused(RoboflowTrashPolicy policy, String secretResourceVersion) {
        String why = PolicyConditions.of(policy.getStatus())
                .filter(conditions -> conditions.readiness().isStalled())
                .map(conditions -> " " + conditions.readiness().message())
                .orElse("");
        return warning(
                "KeyRefused",
                "Verify",
                "Roboflow refuses the API key in " + secret(policy, secretResourceVersion)
                        + ". Until the Secret holds one that it accepts, nothing is restored or trashed for this policy, and"
                        + " what it wants kept stays protected." + why);
    }

    private static String secret(RoboflowTrashPolicy policy, String secretResourceVersion) {
        SecretKeyRef ref = policy.getSpec().credentials().secretKeyRef();
        return "Secret " + ref.name() + " (entry "
                + Optional.ofNullable(ref.key()).orElse(SecretKeyRef.DEFAULT_KEY) + ", resourceVersion "
                + secretResourceVersion + ")";
    }
}
