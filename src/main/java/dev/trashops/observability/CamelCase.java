package dev.trashops.observability;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants the way the custom resources spell them, such as {@code InTrash}. */
final class CamelCase {
    private CamelCase() {}

    static String of(Enum<?> constant) {
        return Arrays.stream(constant.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
