package dev.trashops.plan.model;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param action the action of the rule; a claim's own state may have been changed since
     * @param id the internal id that is pinned; trash rules pin none
     */
    public static String of(String policy, RuleAction action, ItemKey item, Optional<InternalId> id) {
        String dnsSafe = item.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String readable = policy + "-" + dnsSafe.replaceAll("^-|-$", "");
        String hash = Sha256.hex(String.join(
                        "\n",
                        action.name(),
                        item.type().name(),
                        item.slug(),
                        String.valueOf(item.version()),
                        // Names of other items must stay as they are.
                        id.map(InternalId::value).orElse("")
                                + (item.training().isEmpty() ? "" : "\n" + item.training())))
                .substring(0, HASH);
        int most = LONGEST - HASH - 1;
        return (readable.length() > most ? readable.substring(0, most) : readable) + "-" + hash;
    }

    /** Which action makes a name out of that item, if any does. */
    public static Optional<RuleAction> action(String name, String policy, ItemKey item, Optional<InternalId> id) {
        return Stream.of(RuleAction.values())
                .filter(action -> of(policy, action, item, action == RuleAction.TRASH ? Optional.empty() : id)
                        .equals(name))
                .findFirst();
    }
}
