package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.refuseIf;

import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.Rule;
import dev.trashops.api.v1alpha1.Rule.Selector;
import dev.trashops.api.v1alpha1.RuleAction;
import dev.trashops.plan.model.Glob;
import java.util.Collections;
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
    private static final Pattern GLOB = Pattern.compile(Glob.SYNTAX);
    private static final Pattern SPECIFIC = Pattern.compile(".*[A-Za-z0-9].*");
    private static final Pattern UID = Pattern.compile("[!-~]{1,128}");
    private static final int MOST_RULES = 50;
    private static final int MOST_GLOBS = 100;

    private static final Selector EMPTY = new Selector(List.of(), null, null, null, null, null, null, null, null);

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
                field + ".name is not a valid rule name: write 1 to 40 lowercase letters, digits and -, starting"
                        + " and ending with a letter or digit.");
        selector(rule.match(), field + ".match");
        Selector exclude = rule.exclude() == null ? EMPTY : rule.exclude();
        if (rule.exclude() != null) {
            selector(exclude, field + ".exclude");
        }
        refuseIf(
                exclude.keepLast() != null,
                field + ".exclude.keepLast is not allowed in exclude: write it in match, where it keeps the newest.");
        if (rule.action() == RuleAction.Trash) {
            trash(rule.match(), field + ".match");
            active(rule.match(), field + ".match");
            active(exclude, field + ".exclude");
            noTrainings(exclude, field + ".exclude");
        } else {
            // Fields that would make a rule that does not trash look like one that does.
            onlyForTrash(rule.match().olderThan() != null, field + ".match.olderThan");
            onlyForTrash(exclude.olderThan() != null, field + ".exclude.olderThan");
            onlyForTrash(rule.match().keepLast() != null, field + ".match.keepLast");
            onlyForTrash(!rule.acknowledge().isEmpty(), field + ".acknowledge");
            onlyForTrash(rule.approval() != null, field + ".approval");
        }
    }

    private static void selector(Selector selector, String field) {
        refuseIf(selector.equals(EMPTY), field + " is empty: set at least one field, such as types: [Version].");
        globs(selector.projects(), field + ".projects");
        globs(selector.workflows(), field + ".workflows");
        Set<ItemType> types = Set.copyOf(selector.types().isEmpty() ? List.of(ItemType.values()) : selector.types());
        refuseIf(
                selector.projects() != null
                        && Collections.disjoint(types, List.of(ItemType.Project, ItemType.Version, ItemType.Training)),
                field
                        + ".projects selects projects, versions and trainings, but types has none of them: remove projects, or"
                        + " add Project, Version or Training to types.");
        refuseIf(
                selector.workflows() != null && !types.contains(ItemType.Workflow),
                field + ".workflows selects workflows, but types does not include them: remove workflows, or add"
                        + " Workflow to types.");
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
                field + " has an entry that is not a valid slug or glob: write letters, digits, -, _ and ., with * for"
                        + " any number of characters and ? for exactly one. Regular expressions are not understood: write"
                        + " detector-* instead of ^detector-.+, and two entries instead of (a|b).");
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
        noTrainings(match, field);
        List<String> projects = match.projects() == null ? List.of("") : match.projects();
        refuseIf(
                match.types().contains(ItemType.Project)
                        && !projects.stream()
                                .allMatch(glob -> SPECIFIC.matcher(glob).matches()),
                field + ".projects must name the projects to trash: write globs with at least one letter or digit each,"
                        + " such as tmp-*.");
    }

    private static void noTrainings(Selector selector, String field) {
        refuseIf(
                selector.types().contains(ItemType.Training),
                field
                        + ".types cannot have Training in a rule with action: Trash, since Roboflow lists trainings only version"
                        + " by version: name each in a TrashedItem instead.");
    }

    /** Items in the Trash cannot be trashed. */
    private static void active(Selector selector, String field) {
        refuseIf(
                selector.deletedBy() != null
                        || selector.deletedWithin() != null
                        || selector.cleanupWithin() != null
                        || selector.cleanupDeleteImages() != null,
                field + " selects items in the Trash, which a rule with action: Trash never matches: remove deletedBy,"
                        + " deletedWithin, cleanupWithin and cleanupDeleteImages.");
    }

    private static void onlyForTrash(boolean present, String field) {
        refuseIf(present, field + " is only allowed with action: Trash: remove it.");
    }
}
