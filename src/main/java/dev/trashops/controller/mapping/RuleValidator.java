package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.Rule;
import dev.trashops.api.v1alpha1.RuleAction;
import dev.trashops.api.v1alpha1.Selector;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the schema asks of rules, asked again: an older schema, or a server that does not check, lets everything through,
 * and a rule that says too little would trash too much.
 */
final class RuleValidator {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern GLOB = Pattern.compile("[A-Za-z0-9_*?-]{1,128}");
    private static final Pattern SPECIFIC = Pattern.compile(".*[A-Za-z0-9].*");
    private static final Pattern UID = Pattern.compile("[!-~]{1,128}");
    private static final int MOST_RULES = 50;
    private static final int MOST_GLOBS = 100;

    private RuleValidator() {}

    /** Checks that no two rules have the same name, and that there are not too many. */
    static void list(List<Rule> rules) {
        refuseIf(rules.size() > MOST_RULES, "spec.rules holds too many rules: write at most " + MOST_RULES + ".");
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            refuseIf(
                    !names.add(rule.name()),
                    "spec.rules names two rules " + rule.name() + ": give each a name of its own.");
        }
    }

    /** Checks one rule whose name, action and match are there. */
    static void rule(Rule rule, String field) {
        refuseIf(
                !NAME.matcher(rule.name()).matches(),
                field
                        + ".name is no name of a rule: write 1 to 40 lower-case letters, digits and -, beginning and ending"
                        + " with a letter or a digit.");
        selector(rule.match(), field + ".match");
        Selector exclude = rule.exclude();
        if (exclude != null) {
            selector(exclude, field + ".exclude");
            refuseIf(
                    exclude.keepLast() != null,
                    field
                            + ".exclude.keepLast is not for exclude: write it in match, where it already keeps the newest.");
        }
        if (rule.action() == RuleAction.Trash) {
            trash(rule.match(), field + ".match");
            active(rule.match(), field + ".match");
            active(exclude, field + ".exclude");
        } else {
            noTrash(rule, field);
        }
    }

    private static void selector(Selector selector, String field) {
        boolean empty = selector.types().isEmpty()
                && selector.projects() == null
                && selector.workflows() == null
                && selector.deletedBy() == null
                && selector.deletedWithin() == null
                && selector.cleanupWithin() == null
                && selector.olderThan() == null
                && selector.keepLast() == null;
        refuseIf(empty, field + " is empty: write at least one selector, such as types: [Version].");
        globs(selector.projects(), field + ".projects");
        globs(selector.workflows(), field + ".workflows");
        boolean anyType = selector.types().isEmpty();
        refuseIf(
                selector.projects() != null
                        && !anyType
                        && !selector.types().contains(ItemType.Project)
                        && !selector.types().contains(ItemType.Version),
                field
                        + ".projects selects projects and versions, and types has neither: remove projects, or add Project"
                        + " or Version to types.");
        refuseIf(
                selector.workflows() != null && !anyType && !selector.types().contains(ItemType.Workflow),
                field
                        + ".workflows selects workflows, and types has none: remove workflows, or add Workflow to types.");
        refuseIf(
                selector.deletedBy() != null
                        && !UID.matcher(selector.deletedBy()).matches(),
                field + ".deletedBy is no uid: write it as the Trash listing shows it, without spaces.");
    }

    private static void globs(@Nullable List<String> globs, String field) {
        if (globs == null) {
            return;
        }
        refuseIf(
                globs.isEmpty(),
                field + " is an empty list, which fits nothing: write at least one glob, or remove it.");
        refuseIf(globs.size() > MOST_GLOBS, field + " holds too many globs: write at most " + MOST_GLOBS + ".");
        refuseIf(
                !globs.stream().allMatch(glob -> GLOB.matcher(glob).matches()),
                field + " holds something that is no slug or glob: write letters, digits, - and _, * for any number of"
                        + " characters, ? for exactly one.");
    }

    /** What a rule that trashes has to say. */
    private static void trash(Selector match, String field) {
        refuseIf(
                match.types().isEmpty(),
                field + ".types is missing: a rule that trashes says what, such as [Version].");
        refuseIf(
                match.olderThan() == null && match.keepLast() == null,
                field + " does not say what is old: write olderThan, keepLast or both, such as olderThan: 90d.");
        refuseIf(
                match.keepLast() != null && !Set.copyOf(match.types()).equals(Set.of(ItemType.Version)),
                field + ".keepLast counts the versions of a project: write types: [Version], or remove keepLast.");
        List<String> projects = match.projects();
        refuseIf(
                match.types().contains(ItemType.Project)
                        && (projects == null
                                || !projects.stream()
                                        .allMatch(glob -> SPECIFIC.matcher(glob).matches())),
                field + ".projects has to name the projects that are trashed: write globs with at least one letter or"
                        + " digit each, such as tmp-*.");
    }

    /** What is to be trashed is not in the Trash. */
    private static void active(@Nullable Selector selector, String field) {
        refuseIf(
                selector != null
                        && (selector.deletedBy() != null
                                || selector.deletedWithin() != null
                                || selector.cleanupWithin() != null),
                field + " speaks of items in the Trash, where a rule that trashes finds none: remove deletedBy,"
                        + " deletedWithin and cleanupWithin.");
    }

    /** What a rule that does not trash must not say: it would be mistaken for one that does. */
    private static void noTrash(Rule rule, String field) {
        Selector exclude = rule.exclude();
        String only = " is for action: Trash: remove it.";
        refuseIf(rule.match().olderThan() != null, field + ".match.olderThan" + only);
        refuseIf(exclude != null && exclude.olderThan() != null, field + ".exclude.olderThan" + only);
        refuseIf(rule.match().keepLast() != null, field + ".match.keepLast" + only);
        refuseIf(!rule.acknowledge().isEmpty(), field + ".acknowledge" + only);
        refuseIf(rule.approval() != null, field + ".approval" + only);
    }

    private static void refuseIf(boolean wrong, String sentence) {
        if (wrong) {
            throw new InvalidFieldException(sentence);
        }
    }
}
