package dev.trashops.plan.testdata;

import static dev.trashops.plan.model.ItemType.PROJECT;
import static dev.trashops.plan.model.ItemType.VERSION;
import static dev.trashops.plan.model.ItemType.WORKFLOW;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.util.Random;

/** Rules that the schema allows. */
final class RandomRules {
    private final Random random;

    RandomRules(Random random) {
        this.random = random;
    }

    RuleBuilder[] some() {
        RuleBuilder[] rules = new RuleBuilder[1 + random.nextInt(4)];
        for (int i = 0; i < rules.length; i++) {
            String name = "rule-" + i;
            rules[i] = switch (random.nextInt(6)) {
                case 0 -> RuleBuilder.of(name, RuleAction.RESTORE, this::inTrash);
                case 1 -> RuleBuilder.of(name, RuleAction.OBSERVE, this::inTrash);
                default -> trashing(name);
            };
        }
        return rules;
    }

    private SelectorBuilder inTrash(SelectorBuilder selector) {
        return switch (random.nextInt(6)) {
            case 0 -> selector.projects(glob());
            case 1 -> selector.types(VERSION).projects(glob());
            case 2 -> selector.types(WORKFLOW);
            case 3 -> selector.cleanupWithin(Duration.ofDays(10));
            case 4 -> selector.deletedWithin(Duration.ofDays(10)).types(PROJECT, VERSION);
            default -> selector.types(PROJECT, VERSION, WORKFLOW);
        };
    }

    private RuleBuilder trashing(String name) {
        RuleBuilder rule = RuleBuilder.of(name, RuleAction.TRASH, this::active);
        if (random.nextInt(3) == 0) {
            rule.automatic();
        }
        if (random.nextInt(4) == 0) {
            rule.acknowledging(Acknowledgement.values());
        }
        return switch (random.nextInt(4)) {
            case 0 -> rule.except(s -> s.projects(glob()));
            case 1 -> rule.except(s -> s.types(VERSION).olderThan(Duration.ofDays(200)));
            default -> rule;
        };
    }

    private SelectorBuilder active(SelectorBuilder selector) {
        return switch (random.nextInt(6)) {
            case 0 -> selector.types(PROJECT).projects(glob()).olderThan(age());
            case 1 -> selector.types(WORKFLOW).olderThan(age());
            case 2 -> selector.types(PROJECT, VERSION).projects("-c.t", "e*").olderThan(age());
            case 3 -> selector.types(VERSION).olderThan(age()).keepLast(1 + random.nextInt(3));
            default -> selector.types(VERSION).keepLast(1 + random.nextInt(3));
        };
    }

    private Duration age() {
        return Duration.ofDays(random.nextBoolean() ? 30 : 200);
    }

    private String glob() {
        return new String[] {"-c*", "d?g", "e_el."}[random.nextInt(3)];
    }
}
