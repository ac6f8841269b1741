package dev.trashops.controller.informer;

import io.fabric8.kubernetes.client.utils.Utils;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Lets nothing be reconciled before both informers have synced, and has everything reconciled then: one timer for all. */
public final class SyncGate implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BooleanSupplier synced;
    private final Runnable everything;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Utils.daemonThreadFactory(this));

    /** {@code everything} has everything reconciled. */
    public SyncGate(BooleanSupplier synced, Runnable everything) {
        this.synced = synced;
        this.everything = everything;
    }

    /** Whether both informers have synced. Who was told that they have not is reconciled once they have. */
    public boolean isOpen() {
        if (synced.getAsBoolean()) {
            return true;
        }
        if (waiting.compareAndSet(false, true)) {
            lookLater();
        }
        return false;
    }

    private void lookLater() {
        try {
            ScheduledFuture<?> unused = timer.schedule(this::look, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            waiting.set(false);
        }
    }

    private void look() {
        if (synced.getAsBoolean()) {
            // First, so that whoever is told otherwise from now on is waited for anew.
            waiting.set(false);
            everything.run();
        } else {
            lookLater();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
