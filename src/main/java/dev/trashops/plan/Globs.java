package dev.trashops.plan;

import java.util.List;

/** Globs over slugs: {@code *} stands for any characters, {@code ?} for exactly one. */
final class Globs {
    private Globs() {}

    /** Whether the whole text fits one of the globs. */
    static boolean anyMatches(List<String> globs, String text) {
        return globs.stream().anyMatch(glob -> matches(glob, text));
    }

    /** Whether the whole text fits the glob; capital letters count. Takes time proportional to both lengths. */
    static boolean matches(String glob, String text) {
        int g = 0;
        int t = 0;
        int star = -1;
        int retry = 0;
        while (t < text.length()) {
            if (g < glob.length() && glob.charAt(g) == '*') {
                star = g++;
                retry = t;
            } else if (g < glob.length() && (glob.charAt(g) == '?' || glob.charAt(g) == text.charAt(t))) {
                g++;
                t++;
            } else if (star >= 0) {
                g = star + 1;
                t = ++retry;
            } else {
                return false;
            }
        }
        while (g < glob.length() && glob.charAt(g) == '*') {
            g++;
        }
        return g == glob.length();
    }
}
