package dev.trashops.plan.model;

/** The beginning of a text that Roboflow or people wrote, where it is only shown: names may be of any length. */
public final class Excerpt {
    private static final int MOST = 200;

    private Excerpt() {}

    public static String of(String text) {
        return text.codePointCount(0, text.length()) <= MOST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST)) + "...";
    }
}
