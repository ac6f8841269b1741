package dev.trashops.workspace.simulation;

import dev.trashops.ManualClock;
import dev.trashops.ShiftedClock;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.workspace.ShadowPlanner;
import dev.trashops.workspace.WorkspaceLoop;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.Uptime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** One operator process after another; dies and is started again. */
final class SimOperator {
    private static final Duration INVENTORY = Duration.ofMinutes(2);

    private final FakeRoboflowGateway roboflow;
    private final FakeKubernetes kube;
    private final LoopListener listener;
    private final ManualClock clock;
    private final ShiftedClock own;
    private boolean leads;
    private FakeStores process;
    private SimListings listings;
    private WorkspaceLoop loop;

    SimOperator(
            FakeRoboflowGateway roboflow,
            FakeKubernetes kube,
            LoopListener listener,
            ManualClock clock,
            boolean leads) {
        this.roboflow = roboflow;
        this.kube = kube;
        this.listener = listener;
        this.clock = clock;
        this.own = new ShiftedClock(clock);
        this.leads = leads;
        this.process = new FakeStores(kube, clock);
        this.listings = new SimListings(listener, roboflow);
        this.loop = loop();
    }

    private WorkspaceLoop loop() {
        process.lead(leads);
        return ShadowPlanner.loop(
                FakeRoboflowGateway.WORKSPACE,
                new LoopPorts(
                        roboflow,
                        process.stores(),
                        new TenantOracle(new GoneOracle(listings, roboflow, process), process),
                        own,
                        Uptime.of(clock)),
                new WorkspaceLoop.Settings(Set.of(ActionKind.values()), INVENTORY));
    }

    /** Somebody sets the clock of its machine to be ahead by that much, or behind. */
    void setClock(Duration ahead) {
        own.ahead(ahead);
    }

    boolean leads() {
        return leads;
    }

    FakeStores process() {
        return process;
    }

    /** Whether this process knows that it was in the Trash at that time. */
    boolean hadListed(TrashEntry entry, Instant time) {
        return listings.since(entry).filter(time::isAfter).isPresent();
    }

    /** Who loses its turn ends, and begins anew with nothing remembered; whose turn comes has followed what happened. */
    void lead(boolean newLeads) {
        boolean changes = leads != newLeads;
        leads = newLeads;
        process.lead(newLeads);
        if (changes) {
            die();
        }
    }

    void die() {
        process = new FakeStores(kube, clock);
        listings = new SimListings(listener, roboflow);
        loop = loop();
    }

    /** Does one step, and returns the right time at which the next is due. */
    Instant step() {
        if (!leads) {
            return clock.instant();
        }
        try {
            return loop.step()
                    .map(next -> next.minus(own.ahead()))
                    .orElseGet(() -> clock.instant().plusSeconds(30));
        } catch (FaultInjector.Crash e) {
            die();
            return clock.instant();
        }
    }

    /** As the real scheduler would: the next step when the last one asked for it. */
    void runFor(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            clock.advanceTo(step());
        }
    }

    void control() {
        process.control();
    }
}
