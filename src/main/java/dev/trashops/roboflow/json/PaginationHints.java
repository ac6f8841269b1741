package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Hints that an answer is only one page. No route is documented to return pages, but if a partial list were taken for a
 * complete one, items would look gone.
 */
final class PaginationHints {
    private static final Pattern HINT = Pattern.compile("next(page)?(token)?|next(cursor|url)|(end)?cursor|pagetoken"
            + "|continuation(token)?|has(more|next(page)?)|more|truncated|partial|incomplete");
    private static final Pattern TOTAL = Pattern.compile("total(count|items)?");
    private static final Pattern WRAPPER = Pattern.compile("pagination|paging|page(info)?|meta|links");

    private PaginationHints() {}

    /**
     * Whether an object hints at more entries than were seen.
     *
     * @param envelope the object around the list
     */
    static boolean hasMore(JsonNode envelope, int seen) {
        for (Map.Entry<String, JsonNode> field : envelope.properties()) {
            String name = lettersOf(field.getKey());
            JsonNode value = field.getValue();
            if ((HINT.matcher(name).matches() && isSet(value))
                    || (TOTAL.matcher(name).matches() && value.isNumber() && value.doubleValue() > seen)
                    || (isPageInfo(name) && value.isObject() && hasMore(value, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field of that name describes pages rather than holding entries. */
    static boolean isPageInfo(String name) {
        return WRAPPER.matcher(lettersOf(name)).matches();
    }

    private static String lettersOf(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static boolean isSet(JsonNode value) {
        return !(value.isNull()
                || (value.isBoolean() && !value.booleanValue())
                || (value.isTextual() && value.textValue().isEmpty())
                || (value.isContainerNode() && value.isEmpty())
                || (value.isNumber() && value.doubleValue() == 0));
    }
}
