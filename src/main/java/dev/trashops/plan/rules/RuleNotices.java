package dev.trashops.plan.rules;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.Excerpt;
import dev.trashops.plan.model.ItemId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection.Notice;
import dev.trashops.plan.model.PolicyProjection.RuleReview;
import dev.trashops.plan.model.Rename;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.TrashSnapshot;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the author of a policy's rules should know: what they no longer protect, cannot act on, or can never match. */
public final class RuleNotices {
    private static final int NAMED = 5;

    private RuleNotices() {}

    /**
     * Everything there is to say, under the reason that matters most.
     *
     * @param claims that refer to the policy
     * @param sees whether it may be told anything of the workspace
     */
    public static RuleReview of(
            Policy policy, RuleMatches matches, ObservedWorkspace workspace, List<Claim> claims, boolean sees) {
        GlobNotices globs = new GlobNotices(policy, workspace);
        List<Rename> lost = sees ? matches.lostThroughRenames() : List.of();
        List<Notice> notices = Stream.of(
                        renamed(lost),
                        globs.regularExpressions(),
                        unreachable(policy),
                        nameless(matches, workspace, claims),
                        unaddressable(matches),
                        globs.matchingNothing(lost.stream().map(Rename::from).toList()))
                .flatMap(Optional::stream)
                .toList();
        String message = notices.stream().map(Notice::message).collect(Collectors.joining(" "));
        Optional<Notice> all = notices.stream()
                .findFirst()
                .map(first -> new Notice(
                        first.reason(),
                        message,
                        lost.stream().limit(Rename.REMEMBERED).toList()));
        return new RuleReview(all, sees && workspace.trash().isPresent() && !globs.isPending());
    }

    /** The first rule that matches an item applies, and no other. */
    private static Optional<Notice> unreachable(Policy policy) {
        return notice(
                Notice.UNREACHABLE,
                new RuleReach(policy)
                        .unreachable().stream()
                                .map(rule -> rule.rule().name() + " (" + rule.why() + ")")
                                .toList(),
                "These rules can never match anything: ",
                "The first rule that matches an item applies, and exclude always wins. Put a rule that is to apply before the"
                        + " other one, change what leaves nothing of it, or remove it.");
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

    /** What somebody has named by its id already is that resource's affair. */
    private static Optional<Notice> nameless(RuleMatches matches, ObservedWorkspace workspace, List<Claim> claims) {
        List<TrashEntry> nameless = matches.restores()
                ? workspace.trash().map(TrashSnapshot::nameless).orElse(List.of()).stream()
                        .filter(matches.scope()::includesUnnamed)
                        .toList()
                : List.of();
        if (nameless.isEmpty()) {
            return Optional.empty();
        }
        Set<ItemId> claimed =
                claims.stream().flatMap(claim -> claim.itemId().stream()).collect(Collectors.toSet());
        List<TrashEntry> entries = nameless.stream()
                .filter(entry -> entry.itemId().filter(claimed::contains).isEmpty())
                .toList();
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

    static Optional<Notice> notice(String reason, Collection<String> what, String why, String remedy) {
        if (what.isEmpty()) {
            return Optional.empty();
        }
        String named = what.stream().limit(NAMED).collect(Collectors.joining(", "));
        return Optional.of(new Notice(reason, why + named + (what.size() > NAMED ? " and more. " : ". ") + remedy));
    }
}
