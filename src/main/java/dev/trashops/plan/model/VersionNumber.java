package dev.trashops.plan.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the numbers of versions, from 1 to {@link Integer#MAX_VALUE} as resources may have them. */
public final class VersionNumber {
    private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{0,9}");

    private VersionNumber() {}

    /** The number alone, or at the end of {@code workspace/project/3}; empty if there is none. */
    public static Optional<Integer> read(String text) {
        return Optional.of(text.substring(text.lastIndexOf('/') + 1))
                .filter(last -> DIGITS.matcher(last).matches())
                .map(Long::parseLong)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }
}
