package dev.trashops.sandbox.workspace;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be told from a slug. */
public final class Slugs {
    private Slugs() {}

    /** A name for people: {@code my-detector} becomes {@code My Detector}. */
    public static String nameOf(String slug) {
        return Arrays.stream(slug.split("[-_]+", 0))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}
