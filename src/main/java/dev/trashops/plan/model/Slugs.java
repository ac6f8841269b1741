package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Set;

/** The same as the regular expressions of {@link ItemKey}, for what is asked of thousands of items in every pass. */
final class Slugs {
    private static final int LONGEST = 128;
    private static final Set<String> RESERVED_FOR_PROJECTS =
            Set.of(ReservedWords.PROJECTS.toLowerCase(Locale.ROOT).split("[|]"));

    private Slugs() {}

    /** Whether it fits {@link ItemKey#SLUG}. */
    static boolean isSlug(String text) {
        if (text.isEmpty() || text.length() > LONGEST || text.equals(".") || text.equals("..")) {
            return false;
        }
        for (int place = 0; place < text.length(); place++) {
            if (!isPartOfSlug(text.charAt(place))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPartOfSlug(char character) {
        return (character >= 'a' && character <= 'z')
                || (character >= '0' && character <= '9')
                || (character >= 'A' && character <= 'Z')
                || character == '-'
                || character == '_'
                || character == '.';
    }

    /** Whether a slug is what keeps it from fitting {@link ItemKey#PROJECT_SLUG}. */
    static boolean isReservedForProjects(String slug) {
        return RESERVED_FOR_PROJECTS.contains(slug.toLowerCase(Locale.ROOT));
    }
}
