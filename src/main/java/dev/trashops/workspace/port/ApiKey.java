package dev.trashops.workspace.port;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A Roboflow API key that cannot be logged by accident. */
public final class ApiKey {
    private final String secret;

    public ApiKey(String secret) {
        this.secret = secret;
    }

    /** The key itself, for the innermost HTTP client of the {@code roboflow} package only. */
    public String reveal() {
        return secret;
    }

    /** Whether the text holds the key. */
    public boolean isIn(String text) {
        return text.contains(secret);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApiKey key
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), key.secret.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return secret.hashCode();
    }

    @Override
    public String toString() {
        return "ApiKey[hidden]";
    }
}
