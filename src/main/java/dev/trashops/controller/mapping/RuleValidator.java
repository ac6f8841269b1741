package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.Rule;
import dev.trashops.api.v1alpha1.Rule.Selector;
import dev.trashops.api.v1alpha1.RuleAction;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates rules again as the schema does: an older schema, or a server that does not validate, lets everything through,
 * and a rule that is too broad would trash too much.
 */
final class RuleValidator {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?");
    private static final Pattern GLOB = Pattern.compile("[A-Za-z0-9_*?-]{1,128}");
    private static final Pattern SPECIFIC = Pattern.compile(".*[A-Za-z0-9].*");
    private static final Pattern UID = Pattern.compile("[!-~]{1,128}");
    private static final int MOST_RULES = 50;
    private static final int MOST_GLOBS = 100;

    private RuleValidator() {}

    static void list(List<Rule> rules) {
        refuseIf(rules.size() > MOST_RULES, "spec.rules has too many rules: write at most " + MOST_RULES + ".");
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            refuseIf(
                    !names.add(rule.name()),
                    "spec.rules has two rules named " + rule.name() + ": give each rule its own name.");
        }
    }

    /** Name, action and match must be present. */
    static void rule(Rule rule, String field) {
        refuseIf(
                !NAME.matcher(rule.name()).matches(),
                field
                        + ".name is not a valid rule name: write 1 to 40 lowercase letters, digits and -, starting and ending"
                        + " with a letter or digit.");
        selector(rule.match(), field + ".match");
        Selector exclude = rule.exclude();
        if (exclude != null) {
            selector(exclude, field + ".exclude");
            refuseIf(
                    exclude.keepLast() != null,
                    field
                            + ".exclude.keepLast is not allowed in exclude: write it in match, where it keeps the newest.");
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
        refuseIf(empty, field + " is empty: set at least one field, such as types: [Version].");
        globs(selector.projects(), field + ".projects");
        globs(selector.workflows(), field + ".workflows");
        boolean anyType = selector.types().isEmpty();
        refuseIf(
                selector.projects() != null
                        && !anyType
                        && !selector.types().contains(ItemType.Project)
                        && !selector.types().contains(ItemType.Version),
                field
                        + ".projects selects projects and versions, but types has neither: remove projects, or add Project"
                        + " or Version to types.");
        refuseIf(
                selector.workflows() != null && !anyType && !selector.types().contains(ItemType.Workflow),
                field
                        + ".workflows selects workflows, but types does not include them: remove workflows, or add Workflow to types.");
        refuseIf(
                selector.deletedBy() != null
                        && !UID.matcher(selector.deletedBy()).matches(),
                field + ".deletedBy is not a valid uid: copy it from the Trash listing, without spaces.");
    }

    private static void globs(@Nullable List<String> globs, String field) {
        if (globs == null) {
            return;
        }
        refuseIf(
                globs.isEmpty(),
                field + " is an empty list, which matches nothing: write at least one glob, or remove it.");
        refuseIf(globs.size() > MOST_GLOBS, field + " has too many globs: write at most " + MOST_GLOBS + ".");
        refuseIf(
                !globs.stream().allMatch(glob -> GLOB.matcher(glob).matches()),
                field + " has an entry that is not a valid slug or glob: write letters, digits, - and _, with * for"
                        + " any number of characters and ? for exactly one.");
    }

    private static void trash(Selector match, String field) {
        refuseIf(
                match.types().isEmpty(),
                field + ".types is missing: a rule with action: Trash needs it, such as [Version].");
        refuseIf(
                match.olderThan() == null && match.keepLast() == null,
                field + " does not say which items are old: set olderThan, keepLast or both, such as olderThan: 90d.");
        refuseIf(
                match.keepLast() != null && !Set.copyOf(match.types()).equals(Set.of(ItemType.Version)),
                field + ".keepLast counts the versions of a project: write types: [Version], or remove keepLast.");
        List<String> projects = match.projects();
        refuseIf(
                match.types().contains(ItemType.Project)
                        && (projects == null
                                || !projects.stream()
                                        .allMatch(glob -> SPECIFIC.matcher(glob).matches())),
                field + ".projects must name the projects to trash: write globs with at least one letter or digit each,"
                        + " such as tmp-*.");
    }

    /** Items in the Trash cannot be trashed. */
    private static void active(@Nullable Selector selector, String field) {
        refuseIf(
                selector != null
                        && (selector.deletedBy() != null
                                || selector.deletedWithin() != null
                                || selector.cleanupWithin() != null),
                field + " selects items in the Trash, which a rule with action: Trash never matches: remove deletedBy,"
                        + " deletedWithin and cleanupWithin.");
    }

    /** Fields that would make a rule that does not trash look like one that does. */
    private static void noTrash(Rule rule, String field) {
        Selector exclude = rule.exclude();
        String only = " is only allowed with action: Trash: remove it.";
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
