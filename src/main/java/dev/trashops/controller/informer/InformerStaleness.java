package dev.trashops.controller.informer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Detects an informer that has silently stopped: it still has an old version of a resource, or a deleted resource, a whole
 * round after the API server showed otherwise. Keyed by uid; versions are only compared for equality.
 */
public final class InformerStaleness {
    /** What the informer had where it differed from the API server, by uid; null for a resource it did not have. */
    private Map<String, @Nullable String> behind = Map.of();

    private boolean stale;

    /**
     * Compares one round.
     *
     * @param listed what the API server has, uid to version
     * @param cached what the informer has
     */
    public synchronized void compare(Map<String, String> listed, Map<String, String> cached) {
        Map<String, @Nullable String> before = behind;
        Map<String, @Nullable String> now = new HashMap<>();
        listed.forEach((uid, version) -> {
            if (!version.equals(cached.get(uid))) {
                now.put(uid, cached.get(uid));
            }
        });
        cached.forEach((uid, version) -> {
            if (!listed.containsKey(uid)) {
                now.put(uid, version);
            }
        });
        behind = now;
        stale = now.entrySet().stream()
                .anyMatch(entry -> before.containsKey(entry.getKey())
                        && Objects.equals(before.get(entry.getKey()), entry.getValue()));
    }

    /** Resets, as when the API server could not be asked: that proves nothing. */
    public synchronized void forget() {
        behind = Map.of();
        stale = false;
    }

    /** Whether the informer was behind in the last two rounds and did not move between them. */
    public synchronized boolean isStale() {
        return stale;
    }
}
