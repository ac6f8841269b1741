package dev.trashops.plan.model;

import java.util.Optional;

/**
 * Which version of the Secret of a policy, by its resourceVersion, holds the key that Roboflow last judged.
 *
 * @param accepted whose key opens the workspace
 * @param refused whose key does not; there is no accepted one then
 */
public record SecretVersions(Optional<String> accepted, Optional<String> refused) {
    /** Roboflow has judged none since the operator started. */
    public static final SecretVersions NONE = new SecretVersions(Optional.empty(), Optional.empty());

    public static SecretVersions accepted(String version) {
        return new SecretVersions(Optional.of(version), Optional.empty());
    }

    public static SecretVersions refused(String version) {
        return new SecretVersions(Optional.empty(), Optional.of(version));
    }

    /** Whether the key of that version was judged. */
    public boolean include(String version) {
        return accepted.equals(Optional.of(version)) || refused.equals(Optional.of(version));
    }
}
