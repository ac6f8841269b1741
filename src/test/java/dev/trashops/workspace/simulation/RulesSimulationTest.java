package dev.trashops.workspace.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Seeded histories of rules, children, plans and approvals, and what holds in each at every change and in the end. */
class RulesSimulationTest {
    private static final int AT_LEAST = 200;
    private static final int HISTORIES = 800;
    private static final int EVENTS = 25;

    private int automatic;
    private int approved;
    private int restored;

    @Test
    void whateverHappensOnlyWhatRulesAndPeopleWantIsDoneAndInTheEndAllOfIt() {
        int run = SeededRuns.run(AT_LEAST, HISTORIES, this::run);
        if (run > 1) {
            assertThat(automatic).as("items that rules trashed").isGreaterThan(run / 4);
            assertThat(approved).as("items that approvals released").isGreaterThan(run / 4);
            assertThat(restored).as("items restored").isGreaterThan(run / 6);
        }
    }

    private void run(long seed, SimCounts counts) {
        SimEnvironment environment = new SimEnvironment(seed, counts);
        SimActionLog deeds = new SimActionLog(environment.kube);
        RuleInvariants laws = new RuleInvariants(environment, deeds);
        SimUsers people = new SimUsers(environment, deeds);
        environment.roboflow.witness(laws::check);
        environment.roboflow.witnessUnshown(laws::unshown);
        boolean harsh = environment.faults.chance(0.3);
        environment.faults.rage(harsh ? 0.02 : 0.004, harsh ? 0.1 : 0.02);
        environment.faults.lie(harsh ? 0.15 : 0.02);
        if (environment.faults.chance(0.3)) {
            environment.faults.ignore(0.2);
        }
        for (int event = 0; event < EVENTS; event++) {
            people.happen();
            environment.steps(2 + environment.faults.below(14));
        }
        people.goHome();
        new FinalState(environment, deeds).check();
        automatic += laws.automatic;
        approved += laws.approved;
        restored += laws.restored;
    }
}
