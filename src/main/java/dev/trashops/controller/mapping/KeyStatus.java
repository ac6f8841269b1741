package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.Credentials;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyState.KeyProof;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the status of a policy tells of its API key. It changes with the key or its Secret, not with each proof. */
public final class KeyStatus {
    private KeyStatus() {}

    /** That Roboflow accepted, or refused, the key in a version of the Secret. */
    public record Verdict(boolean accepted, String secretResourceVersion) {}

    static @Nullable Credentials credentials(PolicyProjection projection, @Nullable Credentials before, Instant now) {
        Optional<String> accepted = projection.secret().accepted();
        Optional<String> refused = projection.secret().refused();
        if (refused.isPresent()) {
            return new Credentials(verifiedAt(before), null, refused.get());
        }
        if (accepted.isPresent() && !accepted.equals(accepted(before))) {
            Instant earlier = tellsNoVersion(before) ? verifiedAt(before) : null;
            return new Credentials(earlier == null ? now : earlier, accepted.get(), null);
        }
        return before == null && projection.proof() != KeyProof.NONE ? new Credentials(now, null, null) : before;
    }

    /** An operator of a version before this one has seen the key open the workspace, and did not write down more. */
    private static boolean tellsNoVersion(@Nullable Credentials before) {
        return before != null && before.secretResourceVersion() == null && before.refusedResourceVersion() == null;
    }

    private static Optional<String> accepted(@Nullable Credentials credentials) {
        return Optional.ofNullable(credentials).flatMap(known -> Optional.ofNullable(known.secretResourceVersion()));
    }

    private static Optional<String> refused(@Nullable Credentials credentials) {
        return Optional.ofNullable(credentials).flatMap(known -> Optional.ofNullable(known.refusedResourceVersion()));
    }

    /** Whether a key of the policy has ever opened the workspace. */
    static boolean wasVerified(@Nullable Credentials credentials) {
        return credentials != null && credentials.verifiedAt() != null;
    }

    /** What became known of the key between two statuses of a policy. */
    public static Optional<Verdict> verdict(RoboflowTrashPolicy before, RoboflowTrashPolicy after) {
        Credentials was = credentials(before);
        Credentials is = credentials(after);
        Optional<Verdict> refused = refused(is)
                .filter(version -> !refused(was).equals(Optional.of(version)))
                .map(version -> new Verdict(false, version));
        return refused.or(() -> accepted(is)
                .filter(version -> !Objects.equals(verifiedAt(was), verifiedAt(is)))
                .map(version -> new Verdict(true, version)));
    }

    private static @Nullable Instant verifiedAt(@Nullable Credentials credentials) {
        return credentials == null ? null : credentials.verifiedAt();
    }

    private static @Nullable Credentials credentials(RoboflowTrashPolicy policy) {
        return policy.getStatus() == null ? null : policy.getStatus().credentials();
    }
}
