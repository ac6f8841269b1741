package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of the TrashedItem that a rule makes for an item: the same item gets the same name whatever the time, so that
 * a second one cannot come to be, and a name that was not computed is nobody's child.
 */
public final class ChildName {
    private static final int LONGEST = 253;
    private static final int HASH = 8;

    private ChildName() {}

    /**
     * The name.
     *
     * @param policy the name of the policy
     * @param action what the rule wants; a claim's own state may have been changed since
     * @param item the item
     * @param id the internal id that is pinned; trash rules pin none
     */
    public static String of(String policy, RuleAction action, ItemKey item, Optional<InternalId> id) {
        String readable = policy + "-" + dnsSafe(item.toString());
        String hash = Sha256.hex(String.join(
                        "\n",
                        action.name(),
                        item.type().name(),
                        item.slug(),
                        String.valueOf(item.version()),
                        id.map(InternalId::value).orElse("")))
                .substring(0, HASH);
        int most = LONGEST - HASH - 1;
        return (readable.length() > most ? readable.substring(0, most) : readable) + "-" + hash;
    }

    /** Which action makes a name out of that item, if any does. */
    public static Optional<RuleAction> action(String name, String policy, ItemKey item, Optional<InternalId> id) {
        for (RuleAction action : RuleAction.values()) {
            Optional<InternalId> pinned = action == RuleAction.TRASH ? Optional.empty() : id;
            if (of(policy, action, item, pinned).equals(name)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    private static String dnsSafe(String item) {
        String safe = item.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return safe.replaceAll("^-|-$", "");
    }
}
