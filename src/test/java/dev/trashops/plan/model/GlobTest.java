package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What globs say of each other. */
class GlobTest {
    private static final List<String> TEXTS = texts();

    @ParameterizedTest
    @CsvSource({
        "*, prod-*, true",
        "prod-*, prod-*, true",
        "prod-*, prod-eu-*, true",
        "prod-*, prod-1, true",
        "p*-?, prod-?, true",
        "prod-?, prod-*, false",
        "prod-*, *, false",
        "prod-*, PROD-1, false",
        "a, b, false"
    })
    void oneCoversAnotherIfItMatchesAllThatTheOtherMatches(String wide, String narrow, boolean covers) {
        assertThat(new Glob(wide).covers(new Glob(narrow))).isEqualTo(covers);
    }

    /** Tried on all short texts: what is said to be covered is, and overlaps are exact. */
    @Test
    void whatIsSaidOfTwoGlobsIsTrueOfAllTexts() {
        Random random = new Random(7);
        int covering = 0;
        for (int i = 0; i < 4_000; i++) {
            Glob one = glob(random);
            Glob other = glob(random);
            boolean both = TEXTS.stream().anyMatch(text -> one.matches(text) && other.matches(text));
            assertThat(one.overlaps(other)).as(one + " " + other).isEqualTo(both);
            if (one.covers(other)) {
                covering++;
                assertThat(TEXTS).as(one + " " + other).noneMatch(text -> other.matches(text) && !one.matches(text));
            }
        }
        assertThat(covering).isGreaterThan(200);
    }

    private static Glob glob(Random random) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            pattern.append("ab*?".charAt(random.nextInt(4)));
        }
        return new Glob(pattern.toString());
    }

    /** Two globs of three characters overlap, if at all, in a text of at most six. */
    private static List<String> texts() {
        List<String> all = new ArrayList<>(List.of(""));
        for (int from = 0, length = 0; length < 6; length++) {
            int to = all.size();
            for (; from < to; from++) {
                all.add(all.get(from) + "a");
                all.add(all.get(from) + "b");
            }
        }
        return List.copyOf(all);
    }

    @ParameterizedTest
    @CsvSource({"prod.*, prod*", ".*, *", ".*prod.*-x, *prod*-x", "prod.?, prod*", "prod-..*, prod-.*"})
    void aDotBeforeAWildcardLooksLikeARegularExpression(String written, String meant) {
        assertThat(new Glob(written).meant()).contains(new Glob(meant));
    }

    @ParameterizedTest
    @CsvSource({"prod-*", "v1.2", "v1.2-*", "*.png", "?"})
    void otherGlobsDoNot(String written) {
        assertThat(new Glob(written).meant()).isEmpty();
    }
}
