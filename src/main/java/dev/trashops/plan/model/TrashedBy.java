package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Who moved an item to the Trash, and when, as the Trash told it.
 *
 * @param uid the id of the user or API key
 * @param name the name of the user: a person's data, here only where it may be shown
 */
public record TrashedBy(Optional<Instant> at, Optional<String> uid, Optional<String> name) {

    /** Empty if nothing is known. */
    public static Optional<TrashedBy> of(Optional<Instant> at, Optional<String> uid, Optional<String> name) {
        return at.isEmpty() && uid.isEmpty() && name.isEmpty()
                ? Optional.empty()
                : Optional.of(new TrashedBy(at, uid, name));
    }

    public TrashedBy withoutName() {
        return new TrashedBy(at, uid, Optional.empty());
    }

    /** Whom to name: the user, or the mere id. */
    public Optional<String> who() {
        return name.map(known -> known + uid.map(id -> " (" + id + ")").orElse(""))
                .or(() -> uid);
    }

    /** The same for the beginning of a sentence. */
    public String whoever(String otherwise) {
        return name.isPresent()
                ? who().orElseThrow()
                : uid.map(id -> "Somebody (" + id + ")").orElse(otherwise);
    }
}
