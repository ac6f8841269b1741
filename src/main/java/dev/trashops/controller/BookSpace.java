package dev.trashops.controller;

import dev.trashops.plan.model.DeletionBook;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether an entry still finds room in a deletion book, as a ConfigMap holds 1 MiB at most. */
final class BookSpace {
    private static final int ROOM = 900 * 1024;

    /** How long an entry is kept at least, where room runs out. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private BookSpace() {}

    /** The keys of the entries that have to go for a new one; nothing where there is no room for it. */
    static Optional<Set<String>> outdated(Map<String, String> data, DeletionBook.Entry entry, Instant now) {
        String key = BookText.key(entry.item());
        int size = size(key, BookText.value(entry)) + sizeWithout(data, Set.of(key));
        if (size <= ROOM) {
            return Optional.of(Set.of());
        }
        Set<String> old = data.entrySet().stream()
                .filter(line -> !line.getKey().equals(key))
                .filter(line -> BookText.read(line.getKey(), line.getValue())
                        .filter(known -> known.at().isBefore(now.minus(REMEMBERED)))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        int freed = old.stream()
                .mapToInt(gone -> size(gone, data.getOrDefault(gone, "")))
                .sum();
        return size - freed <= ROOM ? Optional.of(old) : Optional.empty();
    }

    private static int sizeWithout(Map<String, String> data, Set<String> keys) {
        return data.entrySet().stream()
                .filter(line -> !keys.contains(line.getKey()))
                .mapToInt(line -> size(line.getKey(), line.getValue()))
                .sum();
    }

    private static int size(String key, String value) {
        return key.length() + value.getBytes(StandardCharsets.UTF_8).length;
    }
}
