package dev.trashops.controller.informer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class InformerStalenessTest {
    private InformerStaleness.Round round = InformerStaleness.Round.NONE;

    @Test
    void anInformerThatKeepsUpIsFresh() {
        assertThat(after(Map.of("a", "1"), Map.of("a", "1"))).isFalse();
        assertThat(after(Map.of("a", "2", "b", "3"), Map.of("a", "2", "b", "3")))
                .isFalse();
    }

    @Test
    void anInformerThatIsBehindOnceMayStillCatchUp() {
        assertThat(after(Map.of("a", "2"), Map.of("a", "1"))).isFalse();
        assertThat(after(Map.of("a", "2"), Map.of("a", "2"))).isFalse();
    }

    @Test
    void anInformerThatMovesButIsBehindAgainIsFresh() {
        assertThat(after(Map.of("a", "2"), Map.of("a", "1"))).isFalse();
        assertThat(after(Map.of("a", "3"), Map.of("a", "2"))).isFalse();
        assertThat(after(Map.of("a", "4"), Map.of("a", "3"))).isFalse();
    }

    @Test
    void anInformerThatStaysBehindIsStale() {
        assertThat(after(Map.of("a", "2", "b", "1"), Map.of("a", "1", "b", "1")))
                .isFalse();
        assertThat(after(Map.of("a", "7", "b", "1"), Map.of("a", "1", "b", "1")))
                .isTrue();
    }

    @Test
    void aResourceThatItNeverHearsOfMakesItStale() {
        assertThat(after(Map.of("a", "1", "new", "2"), Map.of("a", "1"))).isFalse();
        assertThat(after(Map.of("a", "1", "new", "2"), Map.of("a", "1"))).isTrue();
    }

    @Test
    void aResourceThatItBelievesInAfterItIsGoneMakesItStale() {
        assertThat(after(Map.of(), Map.of("gone", "1"))).isFalse();
        assertThat(after(Map.of(), Map.of("gone", "1"))).isTrue();
    }

    @Test
    void catchingUpMakesItFreshAgain() {
        after(Map.of("a", "2"), Map.of("a", "1"));
        assertThat(after(Map.of("a", "2"), Map.of("a", "1"))).isTrue();
        assertThat(after(Map.of("a", "2"), Map.of("a", "2"))).isFalse();
    }

    @Test
    void aRoundThatCouldNotBeHeldProvesNothing() {
        after(Map.of("a", "2"), Map.of("a", "1"));
        round = InformerStaleness.Round.NONE;
        assertThat(after(Map.of("a", "2"), Map.of("a", "1"))).isFalse();
    }

    private boolean after(Map<String, String> listed, Map<String, String> cached) {
        round = round.next(listed, cached);
        return round.stale();
    }
}
