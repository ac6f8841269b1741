package dev.trashops.workspace;

import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link WorkspaceLoop} for each workspace that somebody claims something of. A loop begins when it is first
 * woken and ends when nothing is claimed any more. A step that throws is logged and tried again: no loop ever dies of an
 * exception. Only a failure of the machine itself, such as no memory left, is not survived; where it does not end the
 * process, the loop stays late for good, which the health check reports.
 */
public final class WorkspaceLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLoops.class);
    private static final Duration GATHER = Duration.ofMillis(50);
    private static final Duration AFTER_A_BUG = Duration.ofSeconds(10);
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(30);
    private static final Duration FINISH = Duration.ofSeconds(20);
    private static final int THREADS = 4;

    private final RoboflowGateway gateway;
    private final LoopStores stores;
    private final LoopListener listener;
    private final Clock clock;
    private final LoopSettings settings;
    private final Map<String, Runner> runners = new HashMap<>();
    private Optional<ScheduledExecutorService> executor = Optional.empty();

    /** Loops on those ports; nothing runs before {@link #start()}. */
    public WorkspaceLoops(
            RoboflowGateway gateway, LoopStores stores, LoopListener listener, Clock clock, LoopSettings settings) {
        this.gateway = gateway;
        this.stores = stores;
        this.listener = listener;
        this.clock = clock;
        this.settings = settings;
    }

    /** Lets loops run: this process may act from now on. Loops woken before begin now. */
    public synchronized void start() {
        if (executor.isEmpty()) {
            ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
                Thread thread = new Thread(task, "workspace-loop");
                thread.setDaemon(true);
                return thread;
            });
            pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            executor = Optional.of(pool);
            runners.values().forEach(Runner::wake);
        }
    }

    /** Something that concerns this workspace has changed. Never blocks. */
    public synchronized void wake(String workspace) {
        runners.computeIfAbsent(workspace, Runner::new).wake();
    }

    /** How long ago the slowest loop finished, or should have begun, a step beyond its due time; zero when none is late. */
    public synchronized Duration lateness() {
        Instant now = clock.instant();
        return executor.isEmpty()
                ? Duration.ZERO
                : runners.values().stream()
                        .map(runner -> Duration.between(runner.dueAt, now))
                        .filter(late -> !late.isNegative())
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    /** Stops every loop after the call it is in, and waits for that. What they remembered is forgotten. */
    @Override
    public void close() {
        Optional<ScheduledExecutorService> running;
        synchronized (this) {
            running = executor;
            executor = Optional.empty();
            runners.clear();
        }
        running.ifPresent(WorkspaceLoops::finish);
    }

    private static void finish(ScheduledExecutorService executor) {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A workspace loop did not finish its call in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One loop and when it runs next. All but the step itself happens under the lock of {@link WorkspaceLoops}. */
    private final class Runner {
        private final String workspace;
        private final WorkspaceLoop loop;
        private Optional<ScheduledFuture<?>> next = Optional.empty();
        private Instant dueAt;
        private boolean running;
        private boolean again;

        private Runner(String workspace) {
            this.workspace = workspace;
            this.loop = new WorkspaceLoop(workspace, gateway, stores, listener, clock, settings);
            this.dueAt = clock.instant();
        }

        private void wake() {
            // The clock may have jumped past the time it is due at, and the machine's timer knows nothing of that.
            boolean soon = next.map(task -> task.getDelay(TimeUnit.MILLISECONDS) <= GATHER.toMillis())
                    .orElse(false);
            if (running) {
                again = true;
            } else if (!soon) {
                schedule(GATHER);
            }
        }

        private void schedule(Duration wait) {
            next.ifPresent(planned -> planned.cancel(false));
            dueAt = clock.instant().plus(wait);
            next = executor.map(pool -> pool.schedule(this::run, wait.toMillis(), TimeUnit.MILLISECONDS));
        }

        private void run() {
            synchronized (WorkspaceLoops.this) {
                if (runners.get(workspace) != this || running) {
                    return;
                }
                running = true;
                again = false;
            }
            Optional<Duration> wait = step();
            synchronized (WorkspaceLoops.this) {
                running = false;
                next = Optional.empty();
                if (runners.get(workspace) != this) {
                    return;
                }
                if (again) {
                    schedule(GATHER);
                } else if (wait.isPresent()) {
                    schedule(wait.get());
                } else {
                    runners.remove(workspace);
                }
            }
        }

        private Optional<Duration> step() {
            try {
                return loop.step().map(due -> {
                    Duration wait = Duration.between(clock.instant(), due);
                    Duration bounded = wait.compareTo(LONGEST_SLEEP) < 0 ? wait : LONGEST_SLEEP;
                    return bounded.isNegative() ? Duration.ZERO : bounded;
                });
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                LOG.error("A step of the loop of workspace {} failed and is tried again.", workspace, e);
                return Optional.of(AFTER_A_BUG);
            }
        }
    }
}
