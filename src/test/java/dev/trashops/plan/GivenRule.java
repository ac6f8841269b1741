package dev.trashops.plan;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Describes one rule; what it trashes has to be approved unless said otherwise. */
final class GivenRule {
    private final String name;
    private final RuleAction action;
    private GivenSelector match = new GivenSelector();
    private Optional<GivenSelector> exclude = Optional.empty();
    private Set<Acknowledgement> acknowledged = Set.of();
    private Approval approval = Approval.REQUIRED;

    private GivenRule(String name, RuleAction action) {
        this.name = name;
        this.action = action;
    }

    static GivenRule restore(String name, UnaryOperator<GivenSelector> match) {
        return of(name, RuleAction.RESTORE, match);
    }

    static GivenRule trash(String name, UnaryOperator<GivenSelector> match) {
        return of(name, RuleAction.TRASH, match);
    }

    static GivenRule observe(String name, UnaryOperator<GivenSelector> match) {
        return of(name, RuleAction.OBSERVE, match);
    }

    static GivenRule of(String name, RuleAction action, UnaryOperator<GivenSelector> match) {
        GivenRule rule = new GivenRule(name, action);
        rule.match = match.apply(rule.match);
        return rule;
    }

    /** Trashes versions that are older than thirty days and not among the newest so many. */
    static GivenRule prune(int kept) {
        return trash("prune", s -> s.versions().olderThan(Duration.ofDays(30)).keepLast(kept));
    }

    GivenRule except(UnaryOperator<GivenSelector> what) {
        exclude = Optional.of(what.apply(new GivenSelector()));
        return this;
    }

    GivenRule automatic() {
        approval = Approval.AUTOMATIC;
        return this;
    }

    GivenRule acknowledging(Acknowledgement... what) {
        acknowledged = Set.of(what);
        return this;
    }

    Rule build() {
        return new Rule(name, action, match.build(), exclude.map(GivenSelector::build), acknowledged, approval);
    }
}
