package dev.trashops.plan.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** The order in which people expect names: numbers in them by their value, so {@code exp-2} before {@code exp-10}. */
public final class NaturalOrder {
    private static final Pattern PARTS = Pattern.compile("(?<=[0-9])(?=[^0-9])|(?<=[^0-9])(?=[0-9])");

    private static final Comparator<ItemKey> ITEMS = Comparator.comparing(ItemKey::type)
            .thenComparing(ItemKey::slug, NaturalOrder::compare)
            .thenComparing(Comparator.naturalOrder());

    private NaturalOrder() {}

    /** By type, then by name, then by version. */
    public static Comparator<ItemKey> ofItems() {
        return ITEMS;
    }

    private static int compare(String one, String other) {
        List<String> left = List.of(PARTS.split(one));
        List<String> right = List.of(PARTS.split(other));
        for (int at = 0; at < Math.min(left.size(), right.size()); at++) {
            int difference = comparePart(left.get(at), right.get(at));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int comparePart(String one, String other) {
        return isNumber(one) && isNumber(other)
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.charAt(0) >= '0' && part.charAt(0) <= '9';
    }
}
