package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

class IdleHeapTest {
    private long collections;
    private long committed = 100;
    private int times;
    private final IdleHeap heap = new IdleHeap(() -> collections, () -> committed, () -> {
        times++;
        collections++;
        committed = 40;
    });

    @Test
    void theHeapIsCollectedInFourStepsAfterABusyTime() {
        rounds(3, 20);
        assertThat(times).as("while it is busy").isZero();
        rounds(10, 0);
        assertThat(times).isEqualTo(4);
    }

    @Test
    void littleWorkIsQuietToo() {
        rounds(1, 1);
        assertThat(times).isEqualTo(1);
    }

    @Test
    void itIsCollectedAgainOnlyOnceItHasGrown() {
        rounds(10, 0);
        committed = 50;
        rounds(10, 1);
        assertThat(times).isEqualTo(4);
        committed = 51;
        rounds(10, 1);
        assertThat(times).isEqualTo(8);
    }

    @Test
    void theHeapOfThisProcessIsCollected() {
        try (IdleHeap own = IdleHeap.ofProcess()) {
            WeakReference<Object> forgotten = new WeakReference<>(new Object());
            own.round();
            assertThat(forgotten.get()).isNull();
        }
    }

    private void rounds(int count, int collectionsInEach) {
        for (int i = 0; i < count; i++) {
            collections += collectionsInEach;
            heap.round();
        }
    }
}
