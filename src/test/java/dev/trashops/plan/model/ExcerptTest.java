package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void aTextOfOrdinaryLengthStaysAsItIs() {
        assertThat(Excerpt.of("")).isEmpty();
        assertThat(Excerpt.of("x".repeat(200))).isEqualTo("x".repeat(200));
    }

    @Test
    void aLongOneIsCutBetweenCharacters() {
        assertThat(Excerpt.of("x".repeat(20_000))).isEqualTo("x".repeat(200) + "...");
        assertThat(Excerpt.of("😀".repeat(300))).isEqualTo("😀".repeat(200) + "...");
    }
}
