package dev.trashops.workspace;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeLoopListener;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FakeStores;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.LoopPorts;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When loops begin, go on and end. */
class WorkspaceLoopsTest {
    private final AtomicInteger steps = new AtomicInteger();
    private final List<WorkspaceId> asked = new CopyOnWriteArrayList<>();

    @Test
    void nothingRunsBeforeItIsThisProcessesTurn() {
        try (WorkspaceLoops workspaces = workspaces(new Store(false))) {
            workspaces.wake(us("acme"));
            assertThat(steps).hasValue(0);
            workspaces.start();
            await().untilAsserted(() -> assertThat(steps).hasPositiveValue());
        }
    }

    @Test
    void aStepThatFailsIsTriedAgainWhenSomethingChanges() {
        try (WorkspaceLoops workspaces = workspaces(new Store(true))) {
            workspaces.start();
            workspaces.wake(us("acme"));
            await().untilAsserted(() -> assertThat(steps).hasValue(1));
            workspaces.wake(us("acme"));
            await().untilAsserted(() -> assertThat(steps).hasValueGreaterThan(1));
            assertThat(workspaces.lateness()).isLessThan(Duration.ofMinutes(1));
        }
    }

    /** As when the operating system has no threads left for a while. */
    @ParameterizedTest
    @ValueSource(classes = {OutOfMemoryError.class, RejectedExecutionException.class})
    void aStepForWhichNoThreadCanBeStartedIsTriedAgain(Class<? extends Throwable> why) {
        AtomicInteger refused = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(0, 10, 1, TimeUnit.SECONDS, new SynchronousQueue<>()) {
            @Override
            public void execute(Runnable step) {
                if (refused.getAndIncrement() == 0) {
                    throwAny(why);
                }
                super.execute(step);
            }
        };
        try (WorkspaceLoops workspaces = workspaces(new Store(true), Clock.systemUTC(), () -> pool)) {
            workspaces.start();
            workspaces.wake(us("acme"));
            await().untilAsserted(() -> assertThat(refused).hasPositiveValue());
            await().untilAsserted(() -> {
                workspaces.wake(us("acme"));
                assertThat(steps).hasPositiveValue();
            });
        }
    }

    private static void throwAny(Class<? extends Throwable> why) {
        if (why == OutOfMemoryError.class) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        throw new RejectedExecutionException();
    }

    @Test
    void aClockThatJumpsMakesNoLoopDeaf() {
        ManualClock clock = new ManualClock();
        try (WorkspaceLoops workspaces = workspaces(new Store(true), clock)) {
            workspaces.start();
            workspaces.wake(us("acme"));
            await().untilAsserted(() -> assertThat(steps).hasValue(1));
            clock.advance(Duration.ofDays(1));
            workspaces.wake(us("acme"));
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(steps).hasValueGreaterThan(1));
        }
    }

    /** However many wait for answers that do not come. */
    @Test
    void aWorkspaceThatHangsHoldsUpNoOther() throws InterruptedException {
        CountDownLatch answer = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(40);
        Store healthy = new Store(false);
        ClaimStore store = new Store(false) {
            @Override
            public Optional<Workload> workload(WorkspaceId workspace) {
                if (workspace.slug().startsWith("hanging")) {
                    hanging.countDown();
                    awaitQuietly(answer);
                }
                return healthy.workload(workspace);
            }
        };
        try (WorkspaceLoops workspaces = workspaces(store)) {
            workspaces.start();
            for (int i = 0; i < 40; i++) {
                workspaces.wake(us("hanging-" + i));
            }
            assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();
            workspaces.wake(us("healthy"));
            await().untilAsserted(() -> assertThat(asked).contains(us("healthy")));
            answer.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closingWaitsForNoLoopThatSleeps() {
        WorkspaceLoops workspaces = workspaces(new Store(true));
        workspaces.start();
        workspaces.wake(us("acme"));
        await().untilAsserted(() -> assertThat(steps).hasValue(1));
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            workspaces.close();
            return true;
        });
    }

    @Test
    void afterClosingNothingRunsAnyMore() {
        WorkspaceLoops workspaces = workspaces(new Store(false));
        workspaces.start();
        workspaces.wake(us("acme"));
        await().untilAsserted(() -> assertThat(steps).hasPositiveValue());
        workspaces.close();
        int before = steps.get();
        workspaces.wake(us("acme"));
        workspaces.wake(us("other"));
        assertThat(steps).hasValue(before);
    }

    @Test
    void aSlugInTwoRegionsHasTwoLoops() {
        try (WorkspaceLoops workspaces = workspaces(new Store(true))) {
            workspaces.start();
            workspaces.wake(us("acme"));
            await().untilAsserted(() -> assertThat(asked).containsOnly(us("acme")));
            workspaces.wake(eu("acme"));
            await().untilAsserted(() -> assertThat(asked).contains(eu("acme")));
        }
    }

    private WorkspaceLoops workspaces(ClaimStore store) {
        return workspaces(store, Clock.systemUTC());
    }

    private WorkspaceLoops workspaces(ClaimStore store, Clock clock) {
        return workspaces(store, clock, Executors::newCachedThreadPool);
    }

    private WorkspaceLoops workspaces(ClaimStore store, Clock clock, Supplier<ExecutorService> pool) {
        FakeRoboflowGateway roboflow = new FakeRoboflowGateway(new ManualClock(), new FaultInjector(new Random(1)));
        FakeStores process = new FakeStores(new FakeKubernetes(new FaultInjector(new Random(1))), new ManualClock());
        return new WorkspaceLoops(
                new LoopPorts(
                        roboflow, new LoopStores(store, process, process, () -> true), new FakeLoopListener(), clock),
                new WorkspaceLoop.Settings(Set.of(), Duration.ofMinutes(10)),
                pool);
    }

    /** Counts how often a loop asks for its work, and never has any. */
    private class Store implements ClaimStore {
        private final boolean broken;

        Store(boolean broken) {
            this.broken = broken;
        }

        @Override
        public Optional<Workload> workload(WorkspaceId workspace) {
            steps.incrementAndGet();
            asked.add(workspace);
            if (broken) {
                throw new IllegalStateException("a bug");
            }
            return Optional.of(new Workload(List.of(), List.of(), Map.of(), List.of(), Map.of()));
        }

        @Override
        public Optional<Fresh> reread(ClaimId claim, PolicyId policy) {
            return Optional.empty();
        }

        @Override
        public Optional<FreshPolicy> reread(PolicyId policy) {
            return Optional.empty();
        }

        @Override
        public boolean begin(ClaimId claim, String resourceVersion, ItemProjection view) {
            return false;
        }

        @Override
        public void publish(WorkspaceProjection view) {}
    }
}
