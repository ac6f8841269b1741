package dev.trashops.roboflow.json;

import static dev.trashops.roboflow.json.JsonValues.flag;
import static dev.trashops.roboflow.json.JsonValues.isAbsent;
import static dev.trashops.roboflow.json.JsonValues.text;
import static dev.trashops.roboflow.json.JsonValues.time;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.VersionNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Parses a Trash listing. It fails rather than drop an entry that it cannot read. */
public final class TrashListingParser {
    private static final Pattern KNOWN_FIELDS = Pattern.compile("type|id|name|url|parent(Id|Name|Url|InTrash)"
            + "|version(Id)?|deletedAt|deletedBy(Name)?|scheduledCleanupAt|cleanupDeleteImages");

    private final boolean showNames;
    private final List<TrashEntry> read = new ArrayList<>();
    private boolean complete = true;
    private int unknownFields;

    /**
     * A listing. Entries of unknown types are in it, too.
     *
     * @param unknownTypes the number of entries of an unknown type
     * @param unknownFields the number of unknown fields in all entries
     */
    public record Found(TrashListing listing, int unknownTypes, int unknownFields) {}

    private TrashListingParser(boolean showNames) {
        this.showNames = showNames;
    }

    /** Parses the answer to {@code GET /:workspace/trash}; unless asked for, no name of a person gets past this point. */
    public static Found of(ApiResponse answer, boolean showNames) {
        return new TrashListingParser(showNames).read(answer);
    }

    private Found read(ApiResponse answer) {
        JsonNode root = answer.read();
        JsonNode items = root.path("items");
        JsonNode sections = root.path("sections");
        if (isAbsent(items) && isAbsent(sections)) {
            throw new MalformedResponse();
        }
        readList(items, Optional.empty());
        readSections(sections);

        List<TrashEntry> merged = merged();
        int unknownTypes = (int) merged.stream()
                .filter(entry -> ItemType.ofWireName(entry.type()).isEmpty())
                .count();
        boolean whole = complete
                && !root.hasNonNull("error")
                && !PaginationHints.hasMore(root, merged.size())
                && !PaginationHints.hasMore(sections, merged.size());
        return new Found(new TrashListing(merged, whole, answer.date()), unknownTypes, unknownFields);
    }

    private void readSections(JsonNode sections) {
        if (isAbsent(sections)) {
            return;
        }
        if (!sections.isObject()) {
            throw new MalformedResponse();
        }
        for (Map.Entry<String, JsonNode> section : sections.properties()) {
            Optional<ItemType> type = ItemType.ofWireName(typeOf(section.getKey()));
            if (section.getValue().isArray() || type.isPresent()) {
                readList(section.getValue(), Optional.of(typeOf(section.getKey())));
            } else if (section.getValue().isObject()) {
                complete &= PaginationHints.isPageInfo(section.getKey());
            }
        }
    }

    private void readList(JsonNode list, Optional<String> type) {
        if (isAbsent(list)) {
            return;
        }
        if (!list.isArray()) {
            throw new MalformedResponse();
        }
        list.forEach(node -> read.add(entry(node, type)));
    }

    private TrashEntry entry(JsonNode node, Optional<String> sectionType) {
        if (!node.isObject()) {
            throw new MalformedResponse();
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> unknownFields += KNOWN_FIELDS.matcher(name).matches() ? 0 : 1);
        String type = JsonValues.string(node, "type")
                .map(TrashListingParser::currentName)
                .or(() -> sectionType.filter(any -> !node.hasNonNull("type")))
                .orElseThrow(MalformedResponse::new);
        String id = text(node, "id").orElseThrow(MalformedResponse::new);
        return new TrashEntry(
                type,
                id,
                text(node, "name"),
                text(node, "url"),
                text(node, "parentId"),
                text(node, "parentUrl"),
                flag(node, "parentInTrash"),
                time(node, "deletedAt"),
                time(node, "scheduledCleanupAt"),
                text(node, "deletedBy"),
                showNames ? text(node, "deletedByName") : Optional.empty(),
                flag(node, "cleanupDeleteImages"),
                type.equals(ItemType.TRAINING.wireName()) ? versionOf(node, id) : Optional.empty());
    }

    /** The number of a training's version: as {@code 3} or {@code workspace/project/3}, or in the id of an older training. */
    private static Optional<Integer> versionOf(JsonNode node, String id) {
        return Stream.of(
                        text(node, "versionId"),
                        text(node, "version"),
                        Optional.of(id).filter(old -> old.split("/", -1).length == 3))
                .flatMap(Optional::stream)
                .flatMap(text -> VersionNumber.read(text).stream())
                .findFirst();
    }

    /** One entry per item: {@code items} and {@code sections} may list the same one with different fields. */
    private List<TrashEntry> merged() {
        Map<Nickname, Set<String>> parents = read.stream()
                .collect(Collectors.groupingBy(
                        Nickname::of, Collectors.flatMapping(entry -> entry.parentId().stream(), Collectors.toSet())));
        Map<Object, TrashEntry> byIdentity = new LinkedHashMap<>();
        for (TrashEntry entry : read) {
            byIdentity.merge(identity(entry, parents), entry, TrashListingParser::combined);
        }
        return byIdentity.values().stream().map(TrashListingParser::shown).toList();
    }

    /** With names that can be shown. Only at last, as names tell versions without parents apart. */
    private static TrashEntry shown(TrashEntry entry) {
        return new TrashEntry(
                entry.type(),
                entry.id(),
                entry.name().map(Excerpt::of),
                entry.url(),
                entry.parentId(),
                entry.parentUrl(),
                entry.parentInTrash(),
                entry.deletedAt(),
                entry.scheduledCleanupAt(),
                entry.deletedBy(),
                entry.deletedByName().map(Excerpt::of),
                entry.cleanupDeleteImages(),
                entry.version());
    }

    /** Whether nothing contradicts that all trainings of an id are the same one. */
    private boolean isOneTraining(String id) {
        List<TrashEntry> same = read.stream()
                .filter(entry -> entry.is(ItemType.TRAINING) && entry.id().equals(id))
                .toList();
        return distinct(same, TrashEntry::parentId) <= 1 && distinct(same, TrashEntry::version) <= 1;
    }

    private static <T> long distinct(List<TrashEntry> entries, Function<TrashEntry, Optional<T>> field) {
        return entries.stream()
                .flatMap(entry -> field.apply(entry).stream())
                .distinct()
                .count();
    }

    private Object identity(TrashEntry entry, Map<Nickname, Set<String>> parents) {
        if (entry.is(ItemType.PROJECT) || entry.is(ItemType.WORKFLOW)) {
            return new TrashEntry.Identity(entry.type(), "", entry.id());
        }
        if (entry.is(ItemType.TRAINING)) {
            return isOneTraining(entry.id()) ? new TrashEntry.Identity(entry.type(), "", entry.id()) : entry.identity();
        }
        if (entry.parentId().isEmpty() && entry.parentUrl().isEmpty()) {
            // Without any parent, only identical entries can be taken for the same version.
            return entry;
        }
        Set<String> known = parents.getOrDefault(Nickname.of(entry), Set.of());
        return entry.parentId().isEmpty() && known.size() == 1
                ? new TrashEntry.Identity(entry.type(), known.iterator().next(), entry.id())
                : entry.identity();
    }

    /** Identifies a version that is listed without its parent's id. */
    private record Nickname(String type, String id, Optional<String> parentUrl) {
        static Nickname of(TrashEntry entry) {
            return new Nickname(entry.type(), entry.id(), entry.parentUrl());
        }
    }

    private static TrashEntry combined(TrashEntry a, TrashEntry b) {
        return new TrashEntry(
                a.type(),
                a.id(),
                a.name().or(b::name),
                a.url().or(b::url),
                a.parentId().or(b::parentId),
                a.parentUrl().or(b::parentUrl),
                a.parentInTrash().or(b::parentInTrash),
                a.deletedAt().or(b::deletedAt),
                a.scheduledCleanupAt().or(b::scheduledCleanupAt),
                a.deletedBy().or(b::deletedBy),
                a.deletedByName().or(b::deletedByName),
                a.cleanupDeleteImages().or(b::cleanupDeleteImages),
                a.version().or(b::version));
    }

    private static String typeOf(String section) {
        return currentName(
                section.toLowerCase(Locale.ROOT).endsWith("s") ? section.substring(0, section.length() - 1) : section);
    }

    /** Projects were called datasets until April 2026. Capital letters make no other type of a known one. */
    private static String currentName(String type) {
        String known = type.toLowerCase(Locale.ROOT);
        if (known.equals("dataset")) {
            return ItemType.PROJECT.wireName();
        }
        return ItemType.ofWireName(known).isPresent() ? known : type;
    }
}
