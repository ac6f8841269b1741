package dev.trashops.plan.model;

import java.util.Optional;

/** Where a claim comes from. */
public enum ClaimOrigin {
    /** A person wrote it. */
    PERSON,
    /** A rule with that action made it, and its policy owns it. */
    RESTORE_RULE,
    TRASH_RULE,
    OBSERVE_RULE,
    /** A rule made it, but its policy does not own it any more: it must not trash anything. */
    LEFTOVER;

    /** Of a claim that a rule with that action made. */
    public static ClaimOrigin of(RuleAction action) {
        return switch (action) {
            case RESTORE -> RESTORE_RULE;
            case TRASH -> TRASH_RULE;
            case OBSERVE -> OBSERVE_RULE;
        };
    }

    /** What the rule that made it asks for; empty if none did, or its policy does not own it any more. */
    public Optional<DesiredState> desired() {
        return switch (this) {
            case RESTORE_RULE -> Optional.of(RuleAction.RESTORE.desired());
            case TRASH_RULE -> Optional.of(RuleAction.TRASH.desired());
            case OBSERVE_RULE -> Optional.of(RuleAction.OBSERVE.desired());
            case PERSON, LEFTOVER -> Optional.empty();
        };
    }

    /** Whether a rule made it, and its policy owns it. */
    public boolean isRule() {
        return this == RESTORE_RULE || this == TRASH_RULE || this == OBSERVE_RULE;
    }
}
