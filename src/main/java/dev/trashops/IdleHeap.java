package dev.trashops;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.fabric8.kubernetes.client.utils.Utils;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Collects the whole heap after each busy time. While little is allocated the serial collector gives no memory back, and an operator
 * that has taken in ten thousand items would keep three times the heap that it needs at rest.
 */
final class IdleHeap implements AutoCloseable {
    private static final Duration ROUND = Duration.ofSeconds(10);
    private static final double GROWN = 1.25;
    /** The serial collector gives back what is not needed in four steps, and only the last one moves all objects together. */
    private static final int STEPS = 4;

    private static final String LEAST_FREE = "MinHeapFreeRatio";
    private static final String MOST_FREE = "MaxHeapFreeRatio";

    private final LongSupplier collections;
    private final LongSupplier committed;
    private final Runnable collect;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Utils.daemonThreadFactory(this));
    private long collectionsBefore;
    private long kept;
    private int stepsLeft;

    /**
     * Does nothing before {@link #start()}.
     *
     * @param collections how many there have been
     * @param committed bytes that the heap takes
     * @param collect collects the whole heap
     */
    IdleHeap(LongSupplier collections, LongSupplier committed, Runnable collect) {
        this.collections = collections;
        this.committed = committed;
        this.collect = collect;
        this.collectionsBefore = collections.getAsLong();
    }

    /** The heap of this process. */
    static IdleHeap ofProcess() {
        return new IdleHeap(
                () -> ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                        .sum(),
                () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted(),
                IdleHeap::collectTightly);
    }

    /** Always to leave so little free would have the heap collected again and again while it grows. */
    private static void collectTightly() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        String before = jvm.getVMOption(MOST_FREE).getValue();
        jvm.setVMOption(MOST_FREE, jvm.getVMOption(LEAST_FREE).getValue());
        try {
            System.gc();
        } finally {
            jvm.setVMOption(MOST_FREE, before);
        }
    }

    void start() {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(this::round, ROUND.toMillis(), ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks whether the time since the last round was quiet, and whether the heap has grown since it was last collected so. */
    void round() {
        long now = collections.getAsLong();
        boolean quiet = now - collectionsBefore <= 1;
        if (committed.getAsLong() > kept * GROWN) {
            stepsLeft = STEPS;
        }
        if (quiet && stepsLeft > 0) {
            collect.run();
            stepsLeft--;
            kept = committed.getAsLong();
        }
        collectionsBefore = collections.getAsLong();
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
