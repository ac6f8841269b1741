package dev.trashops.plan.model;

import java.util.Optional;
import java.util.regex.Pattern;

/** A pattern over slugs: {@code *} stands for any characters, {@code ?} for exactly one, all others for themselves. */
public record Glob(String pattern) {
    /** What globs look like. */
    public static final String SYNTAX = "[A-Za-z0-9._*?-]{1,128}";

    /** Matches everything. */
    public static final Glob ALL = new Glob("*");

    private static final Pattern REGULAR_EXPRESSION = Pattern.compile(".*[.][*?].*");

    /** Whether the whole text fits; capital letters count. Takes time proportional to both lengths. */
    public boolean matches(String text) {
        return matches(text, false);
    }

    /** Whether it certainly matches everything that another one matches. */
    public boolean covers(Glob other) {
        return matches(other.pattern, true);
    }

    /** In the pattern of another glob, a star stands for any number of characters, so only a star matches it. */
    private boolean matches(String text, boolean glob) {
        int g = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (g < pattern.length() && pattern.charAt(g) == '*') {
                star = g++;
                retry = t;
            } else if (g < pattern.length() && matches(pattern.charAt(g), text.charAt(t), glob)) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (g < pattern.length() && pattern.charAt(g) == '*') {
            g++;
        }
        return g == pattern.length();
    }

    private static boolean matches(char pattern, char text, boolean glob) {
        return pattern == '?' ? !glob || text != '*' : pattern == text;
    }

    /** Whether there is any text that both match. */
    public boolean overlaps(Glob other) {
        String with = other.pattern;
        boolean[] next = new boolean[with.length() + 1];
        for (int i = pattern.length(); i >= 0; i--) {
            boolean[] row = new boolean[with.length() + 1];
            for (int j = with.length(); j >= 0; j--) {
                row[j] = overlaps(with, i, j, row, next);
            }
            next = row;
        }
        return next[0];
    }

    /** Whether the rest of both from there on overlaps, if that is known of all later places. */
    private boolean overlaps(String with, int i, int j, boolean[] row, boolean[] next) {
        boolean over = i == pattern.length();
        boolean otherOver = j == with.length();
        if (over && otherOver) {
            return true;
        }
        if (!over && pattern.charAt(i) == '*') {
            return next[j] || (!otherOver && row[j + 1]);
        }
        if (!otherOver && with.charAt(j) == '*') {
            return row[j + 1] || (!over && next[j]);
        }
        boolean fits = !over
                && !otherOver
                && (pattern.charAt(i) == with.charAt(j) || pattern.charAt(i) == '?' || with.charAt(j) == '?');
        return fits && next[j + 1];
    }

    /** Whether it names one slug. */
    public boolean isName() {
        return pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    }

    /** What its author meant, if it looks like a regular expression: there, a dot before a star or question mark is any character. */
    public Optional<Glob> meant() {
        return REGULAR_EXPRESSION.matcher(pattern).matches()
                ? Optional.of(new Glob(pattern.replaceAll("[.][*?]", "*").replaceAll("[*]+", "*")))
                : Optional.empty();
    }
}
