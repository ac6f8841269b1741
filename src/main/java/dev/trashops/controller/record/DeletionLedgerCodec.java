package dev.trashops.controller.record;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a deletion book stands in a ConfigMap: one entry an item, such as {@code version.my-detector.3}, with what is known
 * of its deletion as {@code word=value}. A word that a later version adds is passed over.
 */
public final class DeletionLedgerCodec {
    private static final Pattern KEY = Pattern.compile(
            "(?:(project|workflow)\\.([A-Za-z0-9_-]{1,128})|version\\.([A-Za-z0-9_-]{1,128})\\.([1-9][0-9]{0,9}))");

    private static final Pattern COMMA = Pattern.compile(",");

    private DeletionLedgerCodec() {}

    /** The key of an item. */
    public static String key(ItemKey item) {
        String key = item.type().wireName() + "." + item.slug();
        return item.type() == ItemType.VERSION ? key + "." + item.version() : key;
    }

    /** The value of an entry. */
    public static String value(DeletionLedger.Entry entry) {
        List<String> words = new ArrayList<>();
        words.add("at=" + entry.at());
        entry.created().ifPresent(at -> words.add("created=" + at));
        words.add("uid=" + entry.uid());
        entry.rule().ifPresent(rule -> words.add("rule=" + rule));
        entry.digest().ifPresent(digest -> words.add("approval=" + digest));
        if (!entry.earlier().isEmpty()) {
            words.add("earlier=" + String.join(",", entry.earlier()));
        }
        return String.join(" ", words);
    }

    /** The whole book, or nothing where one entry can't be understood: half a book would allow what it forbids. */
    public static Optional<DeletionLedger> read(Map<String, String> data) {
        List<DeletionLedger.Entry> entries = new ArrayList<>();
        for (Map.Entry<String, String> line : data.entrySet()) {
            Optional<DeletionLedger.Entry> entry = read(line.getKey(), line.getValue());
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            entries.add(entry.get());
        }
        return Optional.of(DeletionLedger.of(entries));
    }

    /** One entry, or nothing where it can't be understood. */
    public static Optional<DeletionLedger.Entry> read(String key, String value) {
        Map<String, String> words = new HashMap<>();
        for (String word : value.strip().split("\\s+", -1)) {
            int sign = word.indexOf('=');
            if (sign > 0 && words.put(word.substring(0, sign), word.substring(sign + 1)) != null) {
                return Optional.empty();
            }
        }
        try {
            Optional<ItemKey> item = item(key);
            Optional<Instant> at = Optional.ofNullable(words.get("at")).map(Instant::parse);
            Optional<Instant> created =
                    Optional.ofNullable(words.get("created")).map(Instant::parse);
            Optional<String> uid = Optional.ofNullable(words.get("uid"));
            return item.flatMap(known -> at.flatMap(began -> uid.map(claim -> new DeletionLedger.Entry(
                    known,
                    created,
                    began,
                    claim,
                    Optional.ofNullable(words.get("rule")),
                    Optional.ofNullable(words.get("approval")),
                    Optional.ofNullable(words.get("earlier")).stream()
                            .flatMap(COMMA::splitAsStream)
                            .toList()))));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<ItemKey> item(String key) {
        Matcher matcher = KEY.matcher(key);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        if (matcher.group(3) != null) {
            long number = Long.parseLong(matcher.group(4));
            return number > Integer.MAX_VALUE
                    ? Optional.empty()
                    : Optional.of(ItemKey.version(matcher.group(3), (int) number));
        }
        return Optional.of(
                matcher.group(1).equals(ItemType.PROJECT.wireName())
                        ? ItemKey.project(matcher.group(2))
                        : ItemKey.workflow(matcher.group(2)));
    }
}
