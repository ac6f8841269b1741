package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Hints that an answer is only one page. No route is documented to page, but a list believed to be whole when it is not
 * makes things look gone.
 */
final class PaginationHints {
    private static final Set<String> HINTS = Set.of(
            "next",
            "nextpage",
            "nextpagetoken",
            "nexttoken",
            "nextcursor",
            "nexturl",
            "cursor",
            "endcursor",
            "pagetoken",
            "continuation",
            "continuationtoken",
            "hasmore",
            "hasnext",
            "hasnextpage",
            "more",
            "truncated",
            "partial",
            "incomplete");
    private static final Set<String> TOTALS = Set.of("total", "totalcount", "totalitems");
    private static final Set<String> WRAPPERS = Set.of("pagination", "paging", "page", "pageinfo", "meta", "links");

    private PaginationHints() {}

    /**
     * Whether that object hints at entries beyond those seen.
     *
     * @param envelope the object around the list
     * @param seen how many entries were seen
     */
    static boolean hasMore(JsonNode envelope, int seen) {
        for (Map.Entry<String, JsonNode> field : envelope.properties()) {
            String name = bare(field.getKey());
            JsonNode value = field.getValue();
            if ((HINTS.contains(name) && isSet(value))
                    || (TOTALS.contains(name) && value.isNumber() && value.doubleValue() > seen)
                    || (WRAPPERS.contains(name) && value.isObject() && hasMore(value, seen))) {
                return true;
            }
        }
        return false;
    }

    /** Whether a field of that name describes pages rather than holding entries. */
    static boolean isPageInfo(String name) {
        return WRAPPERS.contains(bare(name));
    }

    private static String bare(String name) {
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
