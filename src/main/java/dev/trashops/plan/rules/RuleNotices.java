package dev.trashops.plan.rules;

import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.TrashSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the author of a policy's rules should know: what they no longer protect, and what they cannot act on. */
public final class RuleNotices {
    private static final int NAMED = 5;

    private RuleNotices() {}

    /** Everything there is to say, under the reason that matters most. */
    public static Optional<Notice> of(RuleMatches matches, ObservedWorkspace workspace) {
        List<Rename> lost = matches.lostThroughRenames();
        List<Notice> notices = Stream.of(renamed(lost), nameless(matches, workspace), unaddressable(matches))
                .flatMap(Optional::stream)
                .toList();
        String message = notices.stream().map(Notice::message).collect(Collectors.joining(" "));
        return notices.stream()
                .findFirst()
                .map(first -> new Notice(
                        first.reason(),
                        message,
                        lost.stream().limit(Rename.REMEMBERED).toList()));
    }

    /** Globs go by names, so a rename is a way out of their protection. */
    private static Optional<Notice> renamed(List<Rename> lost) {
        return notice(
                "Renamed",
                lost.stream().map(Rename::described).toList(),
                "Under their new names, no rule that restores or excludes these does so any more: ",
                "Add the new names to the rules; until then, what a Trash rule spared under the old name it goes on to spare."
                        + " If they are not to be protected any more, add the new name, without wildcards, to the exclude of"
                        + " the Restore rule, or to match.projects or match.workflows of the Trash rule (beside \"*\" if"
                        + " that gives no names).");
    }

    private static Optional<Notice> nameless(RuleMatches matches, ObservedWorkspace workspace) {
        List<TrashEntry> entries = matches.restores()
                ? workspace.trash().map(TrashSnapshot::nameless).orElse(List.of()).stream()
                        .filter(matches.scope()::includesUnnamed)
                        .toList()
                : List.of();
        return notice(
                "Nameless",
                entries.stream()
                        .map(entry -> Excerpt.of(entry.type() + " " + entry.id()))
                        .sorted()
                        .toList(),
                "The Trash does not tell the names of these entries, so no rule restores them: ",
                "Restore them in the Roboflow app, or with " + claims(entries) + ".");
    }

    /** Which field of a resource tells an entry without a name. */
    private static String claims(List<TrashEntry> entries) {
        String id = "a TrashedItem that gives the internal id as item.id";
        String ofProject = id.replace("the internal id", "the internal id of its project");
        return Stream.of(
                        claim(entries, id, ItemType.PROJECT, ItemType.WORKFLOW),
                        claim(entries, "for a version, " + ofProject, ItemType.VERSION),
                        claim(
                                entries,
                                "for a training, a TrashedItem that gives its id as item.training",
                                ItemType.TRAINING))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("; "));
    }

    private static Optional<String> claim(List<TrashEntry> entries, String how, ItemType... types) {
        return Stream.of(types).anyMatch(type -> entries.stream().anyMatch(entry -> entry.is(type)))
                ? Optional.of(how)
                : Optional.empty();
    }

    private static Optional<Notice> unaddressable(RuleMatches matches) {
        return notice(
                "NotAddressable",
                matches.unnamable().stream().map(ItemKey::described).toList(),
                "The rules match items on which they cannot act, since Roboflow reserves their slugs or would take them for"
                        + " other addresses: ",
                "Rename them in the Roboflow app, or restore there what is in the Trash.");
    }

    private static Optional<Notice> notice(String reason, Collection<String> what, String why, String remedy) {
        if (what.isEmpty()) {
            return Optional.empty();
        }
        String named = what.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(new Notice(reason, why + named + (what.size() > NAMED ? " and more. " : ". ") + remedy));
    }
}
