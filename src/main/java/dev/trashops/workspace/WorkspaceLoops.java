package dev.trashops.workspace;

import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopPorts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one {@link WorkspaceLoop} for each workspace with policies or claims. A loop starts when it is first woken and
 * ends when both are gone. A step that throws is logged and retried: no exception ever ends a loop. A failure of the JVM
 * itself, such as out of memory, does; if it does not end the process, the loop stays late, which the health check reports.
 */
public final class WorkspaceLoops implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceLoops.class);
    /** A step waits so long for what comes together with what woke its loop. */
    private static final Duration DEBOUNCE = Duration.ofMillis(50);

    /** While changes keep coming, steps are so far apart: each looks at all that has changed since the last one. */
    private static final Duration APART = Duration.ofMillis(250);

    private static final Duration RETRY_AFTER_BUG = Duration.ofSeconds(10);
    private static final Duration FINISH = Duration.ofSeconds(20);

    private final LoopPorts ports;
    private final WorkspaceLoop.Settings settings;
    private final Supplier<ExecutorService> pool;
    private final Map<WorkspaceId, Runner> runners = new HashMap<>();
    private Optional<Threads> threads = Optional.empty();

    /**
     * Threads of the loops: a step that waits for Roboflow has one of its own, so that it holds up no other workspace.
     *
     * @param timer starts steps, and never makes one itself
     */
    private record Threads(ScheduledExecutorService timer, ExecutorService steps) {
        private static Threads start(ExecutorService steps) {
            ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "loop-timer"));
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
            return new Threads(timer, steps);
        }

        private static Thread daemon(Runnable task, String name) {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        }

        /** Starts a step later, or does something else if that is not possible then. */
        private ScheduledFuture<?> schedule(Runnable step, Runnable otherwise, Duration wait) {
            Runnable start = () -> {
                try {
                    steps.execute(step);
                } catch (RuntimeException | VirtualMachineError e) {
                    LOG.error("No thread could be started for a step of a workspace loop", e);
                    otherwise.run();
                }
            };
            return timer.schedule(start, wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void finish() {
            timer.shutdownNow();
            steps.shutdown();
            try {
                if (!steps.awaitTermination(FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.warn("A workspace loop did not finish its in-flight call in time");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Nothing runs before {@link #start()}. */
    public WorkspaceLoops(LoopPorts ports, WorkspaceLoop.Settings settings) {
        this(ports, settings, () -> Executors.newCachedThreadPool(task -> Threads.daemon(task, "workspace-loop")));
    }

    WorkspaceLoops(LoopPorts ports, WorkspaceLoop.Settings settings, Supplier<ExecutorService> pool) {
        this.ports = ports;
        this.settings = settings;
        this.pool = pool;
    }

    /** Starts the loops, including those woken before: this process is the leader from now on. */
    public synchronized void start() {
        if (threads.isEmpty()) {
            threads = Optional.of(Threads.start(pool.get()));
            runners.values().forEach(Runner::wake);
        }
    }

    /** Requeues a workspace because something about it has changed. Never blocks. */
    public synchronized void wake(WorkspaceId workspace) {
        runners.computeIfAbsent(workspace, Runner::new).wake();
    }

    /** How far the most overdue loop is behind its due time; zero when none is late. */
    public synchronized Duration lateness() {
        Duration now = ports.uptime().elapsed();
        return threads.isEmpty()
                ? Duration.ZERO
                : runners.values().stream()
                        .map(runner -> now.minus(runner.dueAt))
                        .filter(late -> !late.isNegative())
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO);
    }

    /** Stops every loop after its in-flight call, waits for that, and drops their state. */
    @Override
    public void close() {
        Optional<Threads> running;
        synchronized (this) {
            running = threads;
            threads = Optional.empty();
            runners.clear();
        }
        running.ifPresent(Threads::finish);
    }

    /** One loop and when it runs next. All but the step itself runs under the lock of {@link WorkspaceLoops}. */
    private final class Runner {
        private final WorkspaceId workspace;
        private final WorkspaceLoop loop;
        private Optional<ScheduledFuture<?>> next = Optional.empty();
        private Duration dueAt;
        private Optional<Duration> steppedAt = Optional.empty();
        private boolean running;
        private boolean again;

        private Runner(WorkspaceId workspace) {
            this.workspace = workspace;
            this.loop = new WorkspaceLoop(workspace, ports, settings);
            this.dueAt = ports.uptime().elapsed();
        }

        private void wake() {
            // The injected clock may have jumped past the due time, which the machine's timer does not notice.
            Duration wait = debounce();
            boolean soon = next.map(task -> task.getDelay(TimeUnit.MILLISECONDS) <= wait.toMillis())
                    .orElse(false);
            if (running) {
                again = true;
            } else if (!soon) {
                schedule(wait);
            }
        }

        private Duration debounce() {
            Duration now = ports.uptime().elapsed();
            return steppedAt
                    .map(at -> APART.minus(now.minus(at)))
                    .filter(wait -> wait.compareTo(DEBOUNCE) > 0)
                    .orElse(DEBOUNCE);
        }

        private void schedule(Duration wait) {
            next.ifPresent(planned -> planned.cancel(false));
            dueAt = ports.uptime().elapsed().plus(wait);
            startAfter(wait);
        }

        private void startAfter(Duration wait) {
            next = threads.map(started -> started.schedule(this::run, this::startLater, wait));
        }

        /** It stays due since then, so that the health check notices if it never succeeds. */
        private void startLater() {
            synchronized (WorkspaceLoops.this) {
                if (runners.get(workspace) == this && !running) {
                    startAfter(RETRY_AFTER_BUG);
                }
            }
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
                steppedAt = Optional.of(ports.uptime().elapsed());
                next = Optional.empty();
                if (runners.get(workspace) != this) {
                    return;
                }
                if (again) {
                    schedule(wait.filter(due -> due.compareTo(APART) < 0).orElse(APART));
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
                    Duration wait = Duration.between(ports.now(), due);
                    return wait.isNegative() ? Duration.ZERO : wait;
                });
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                LOG.error("A step of the loop for workspace {} failed and will be retried", workspace, e);
                return Optional.of(RETRY_AFTER_BUG);
            }
        }
    }
}
