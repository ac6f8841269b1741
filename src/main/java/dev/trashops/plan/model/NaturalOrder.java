package dev.trashops.plan.model;

import java.util.Comparator;

/** The order in which people expect names: numbers in them by their value, so {@code exp-2} before {@code exp-10}. */
public final class NaturalOrder {
    private static final Comparator<ItemKey> ITEMS = Comparator.comparing(ItemKey::type)
            .thenComparing(ItemKey::slug, NaturalOrder::compare)
            .thenComparing(Comparator.naturalOrder());

    private NaturalOrder() {}

    /** By type, then by name, then by version. */
    public static Comparator<ItemKey> ofItems() {
        return ITEMS;
    }

    private static int compare(String one, String other) {
        int left = 0;
        int right = 0;
        while (left < one.length() && right < other.length()) {
            int endLeft = endOfNumber(one, left);
            int endRight = endOfNumber(other, right);
            boolean numbers = endLeft > left && endRight > right;
            int difference = numbers
                    ? compareNumbers(one.substring(left, endLeft), other.substring(right, endRight))
                    : Character.compare(one.charAt(left), other.charAt(right));
            if (difference != 0) {
                return difference;
            }
            left = numbers ? endLeft : left + 1;
            right = numbers ? endRight : right + 1;
        }
        return Integer.compare(one.length() - left, other.length() - right);
    }

    private static int endOfNumber(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumbers(String one, String other) {
        String left = withoutZeros(one);
        String right = withoutZeros(other);
        int longer = Integer.compare(left.length(), right.length());
        return longer != 0 ? longer : left.compareTo(right);
    }

    private static String withoutZeros(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.substring(start);
    }
}
