package dev.trashops.plan.model;

/** A pattern over slugs: {@code *} stands for any characters, {@code ?} for exactly one, all others for themselves. */
public record Glob(String pattern) {
    /** What globs look like. */
    public static final String SYNTAX = "[A-Za-z0-9._*?-]{1,128}";

    /** Whether the whole text fits; capital letters count. Takes time proportional to both lengths. */
    public boolean matches(String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (g < pattern.length() && pattern.charAt(g) == '*') {
                star = g++;
                retry = t;
            } else if (g < pattern.length() && (pattern.charAt(g) == '?' || pattern.charAt(g) == text.charAt(t))) {
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
}
