package dev.trashops.controller.informer;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One instance of each value that many resources repeat. Its size is fixed, and a value takes the place of another one: it
 * never has to learn what is gone, and a value that was displaced is merely kept twice.
 */
final class SharedValues {
    private static final int PLACES = 4096;

    /** In how many places a value may be, so that two that are often needed do not displace each other each time. */
    private static final int CHOICES = 4;

    private final AtomicReferenceArray<@Nullable Object> places = new AtomicReferenceArray<>(PLACES);

    /** An equal value that was seen before, or this one. It must be immutable. */
    @SuppressWarnings("unchecked")
    <T> T one(T value) {
        // A record of one text has the hash of that text, which is often shared as well.
        int hash = 31 * value.hashCode() + value.getClass().getName().hashCode();
        int mixed = hash ^ (hash >>> 16);
        for (int choice = 0; choice < CHOICES; choice++) {
            Object known = places.get(place(mixed, choice));
            if (value.equals(known)) {
                return (T) known;
            }
            if (known == null) {
                places.set(place(mixed, choice), value);
                return value;
            }
        }
        places.set(place(mixed, Math.floorMod(hash, CHOICES)), value);
        return value;
    }

    private static int place(int hash, int choice) {
        return Math.floorMod(hash + choice, PLACES);
    }

    /** The same where there may be none. */
    <T> @Nullable T oneIfAny(@Nullable T value) {
        return value == null ? null : one(value);
    }
}
