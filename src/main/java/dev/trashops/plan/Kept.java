package dev.trashops.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Collections without some of their elements, or the very same ones where nothing is left out. */
final class Kept {
    private Kept() {}

    static <T> List<T> matching(List<T> all, Predicate<T> which) {
        List<T> kept = all.stream().filter(which).toList();
        return kept.size() == all.size() ? all : kept;
    }

    /** Each as it is now, or the very same list where nothing has become anything else. */
    @SuppressWarnings("ReferenceEquality")
    static <T> List<T> mapped(List<T> all, UnaryOperator<T> change) {
        List<T> mapped = new ArrayList<>(all.size());
        boolean changed = false;
        for (T one : all) {
            T now = change.apply(one);
            changed |= now != one;
            mapped.add(now);
        }
        return changed ? mapped : all;
    }

    static <K, V> Map<K, V> keys(Map<K, V> all, Predicate<K> which) {
        Map<K, V> kept = new HashMap<>(all);
        return kept.keySet().removeIf(which.negate()) ? kept : all;
    }
}
