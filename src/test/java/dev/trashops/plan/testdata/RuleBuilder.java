package dev.trashops.plan.testdata;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Describes one rule; what it trashes has to be approved unless said otherwise. */
public final class RuleBuilder {
    private final String name;
    private final RuleAction action;
    private SelectorBuilder match = new SelectorBuilder();
    private Optional<SelectorBuilder> exclude = Optional.empty();
    private Set<Acknowledgement> acknowledged = Set.of();
    private Approval approval = Approval.REQUIRED;

    private RuleBuilder(String name, RuleAction action) {
        this.name = name;
        this.action = action;
    }

    public static RuleBuilder restore(String name, UnaryOperator<SelectorBuilder> match) {
        return of(name, RuleAction.RESTORE, match);
    }

    public static RuleBuilder trash(String name, UnaryOperator<SelectorBuilder> match) {
        return of(name, RuleAction.TRASH, match);
    }

    public static RuleBuilder observe(String name, UnaryOperator<SelectorBuilder> match) {
        return of(name, RuleAction.OBSERVE, match);
    }

    public static RuleBuilder of(String name, RuleAction action, UnaryOperator<SelectorBuilder> match) {
        RuleBuilder rule = new RuleBuilder(name, action);
        rule.match = match.apply(rule.match);
        return rule;
    }

    /** Trashes versions that are older than thirty days and not among the newest so many. */
    public static RuleBuilder prune(int kept) {
        return trash("prune", s -> s.versions().olderThan(Duration.ofDays(30)).keepLast(kept));
    }

    public RuleBuilder except(UnaryOperator<SelectorBuilder> what) {
        exclude = Optional.of(what.apply(new SelectorBuilder()));
        return this;
    }

    public RuleBuilder automatic() {
        approval = Approval.AUTOMATIC;
        return this;
    }

    public RuleBuilder acknowledging(Acknowledgement... what) {
        acknowledged = Set.of(what);
        return this;
    }

    public Rule build() {
        return new Rule(name, action, match.build(), exclude.map(SelectorBuilder::build), acknowledged, approval);
    }
}
