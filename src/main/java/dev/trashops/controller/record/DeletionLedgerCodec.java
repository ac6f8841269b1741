package dev.trashops.controller.record;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.Sha256;
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
 * Encodes a deletion ledger in a ConfigMap: one entry per item, such as {@code version.my-detector.3}, with what is known
 * of its deletion as {@code field=value}. The id of a training holds what no key may, so its key ends with a digest of the
 * id, such as {@code training.my-detector.3.} and 32 digits, and the value has the id itself. A field that a later version
 * adds is ignored. Entries of the US name no region, as none once did.
 */
public final class DeletionLedgerCodec {
    /** Slugs may hold dots: a version's number comes after the last one. */
    private static final Pattern KEY = Pattern.compile(
            "(?:(project|workflow)\\.(" + ItemKey.SLUG + ")|version\\.(" + ItemKey.SLUG + ")\\.([1-9][0-9]{0,9}))");

    private static final Pattern TRAINING =
            Pattern.compile("training\\.(" + ItemKey.SLUG + ")\\.([1-9][0-9]{0,9})\\.[0-9a-f]{32}");
    private static final Pattern TRAINING_ID = Pattern.compile(ItemKey.TRAINING_ID);
    private static final int DIGEST = 32;
    private static final Pattern COMMA = Pattern.compile(",");

    private DeletionLedgerCodec() {}

    public static String key(ItemKey item) {
        String key = item.type().wireName() + "." + item.slug();
        return switch (item.type()) {
            case PROJECT, WORKFLOW -> key;
            case VERSION -> key + "." + item.version();
            case TRAINING ->
                key + "." + item.version() + "." + Sha256.hex(item.training()).substring(0, DIGEST);
        };
    }

    public static String value(DeletionLedger.Entry entry, Region region) {
        List<String> fields = new ArrayList<>();
        fields.add("at=" + entry.at());
        if (entry.item().type() == ItemType.TRAINING) {
            fields.add("training=" + entry.item().training());
        }
        entry.created().ifPresent(at -> fields.add("created=" + at));
        fields.add("uid=" + entry.uid());
        entry.rule().ifPresent(rule -> fields.add("rule=" + rule));
        entry.digest().ifPresent(digest -> fields.add("approval=" + digest));
        if (!entry.earlier().isEmpty()) {
            fields.add("earlier=" + String.join(",", entry.earlier()));
        }
        if (region != Region.US) {
            fields.add("region=" + region);
        }
        return String.join(" ", fields);
    }

    /** The whole ledger; empty if one entry is invalid or of another region, since half a ledger would allow what it forbids. */
    public static Optional<DeletionLedger> read(Map<String, String> data, Region region) {
        List<DeletionLedger.Entry> valid = data.entrySet().stream()
                .flatMap(line -> read(line.getKey(), line.getValue(), region).stream())
                .toList();
        return valid.size() == data.size() ? Optional.of(DeletionLedger.of(valid)) : Optional.empty();
    }

    /** One entry; empty if it is invalid or of another region. */
    public static Optional<DeletionLedger.Entry> read(String key, String value, Region region) {
        Map<String, String> fields = new HashMap<>();
        for (String field : value.strip().split("\\s+", -1)) {
            int sign = field.indexOf('=');
            if (sign > 0 && fields.put(field.substring(0, sign), field.substring(sign + 1)) != null) {
                return Optional.empty();
            }
        }
        if (!fields.getOrDefault("region", Region.US.name()).equals(region.name())) {
            return Optional.empty();
        }
        try {
            Optional<Instant> at = Optional.ofNullable(fields.get("at")).map(Instant::parse);
            Optional<Instant> created =
                    Optional.ofNullable(fields.get("created")).map(Instant::parse);
            Optional<String> uid = Optional.ofNullable(fields.get("uid"));
            Optional<String> rule = Optional.ofNullable(fields.get("rule"));
            Optional<String> digest = Optional.ofNullable(fields.get("approval"));
            List<String> earlier = Optional.ofNullable(fields.get("earlier")).stream()
                    .flatMap(COMMA::splitAsStream)
                    .toList();
            return item(key, Optional.ofNullable(fields.get("training")))
                    .flatMap(item -> at.flatMap(began -> uid.map(
                            claim -> new DeletionLedger.Entry(item, created, began, claim, rule, digest, earlier))));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    private static Optional<ItemKey> item(String key, Optional<String> training) {
        Matcher run = TRAINING.matcher(key);
        if (run.matches()) {
            long number = Long.parseLong(run.group(2));
            return training.filter(id -> TRAINING_ID.matcher(id).matches() && number <= Integer.MAX_VALUE)
                    .map(id -> ItemKey.training(run.group(1), (int) number, id))
                    .filter(item -> key(item).equals(key));
        }
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
