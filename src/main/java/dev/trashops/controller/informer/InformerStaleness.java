package dev.trashops.controller.informer;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells an informer that has silently stopped: it still has an old version of a resource, or a resource that is gone, a
 * whole round after the API server said otherwise. Resources are known by uid, versions are only compared for equality.
 */
public final class InformerStaleness {
    /** What the informer had when it differed from the API server, by uid; nothing for a resource it did not have. */
    private Map<String, @Nullable String> behind = Map.of();

    private boolean stale;

    /**
     * Takes in one round.
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

    /** Forgets what it has seen, as when the API server could not be asked: that proves nothing. */
    public synchronized void forget() {
        behind = Map.of();
        stale = false;
    }

    /** Whether the informer had not moved between the last two rounds though it was behind in both. */
    public synchronized boolean isStale() {
        return stale;
    }
}
