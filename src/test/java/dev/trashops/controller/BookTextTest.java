package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionBook;
import dev.trashops.plan.model.ItemKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BookTextTest {
    private static final Instant AT = Instant.parse("2026-04-20T17:05:33.123Z");
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void anEntryIsReadableAndComesBack() {
        DeletionBook.Entry entry = new DeletionBook.Entry(
                ItemKey.version("my-detector", 3),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                AT,
                "uid-1",
                Optional.of("prune"),
                Optional.of(DIGEST));
        assertThat(BookText.key(entry.item())).isEqualTo("version.my-detector.3");
        assertThat(BookText.value(entry))
                .isEqualTo("at=2026-04-20T17:05:33.123Z created=2026-01-01T00:00:00Z uid=uid-1 rule=prune approval="
                        + DIGEST);
        assertThat(BookText.read(BookText.key(entry.item()), BookText.value(entry)))
                .contains(entry);
    }

    @Test
    void theApprovalsOfEarlierDeletionsComeBackToo() {
        String other = "sha256:" + "1b".repeat(32);
        DeletionBook.Entry entry = new DeletionBook.Entry(
                ItemKey.project("a"),
                Optional.empty(),
                AT,
                "uid-1",
                Optional.empty(),
                Optional.empty(),
                List.of(DIGEST, other));
        assertThat(BookText.value(entry)).endsWith(" earlier=" + DIGEST + "," + other);
        assertThat(BookText.read("project.a", BookText.value(entry))).contains(entry);
    }

    @Test
    void everyKindOfItemHasAKeyOfItsOwn() {
        for (ItemKey item : Set.of(
                ItemKey.project("A_b-3"), ItemKey.workflow("A_b-3"), ItemKey.version("A_b-3", Integer.MAX_VALUE))) {
            DeletionBook.Entry entry = entry(item, AT);
            assertThat(BookText.key(item)).matches("[-._a-zA-Z0-9]+");
            assertThat(BookText.read(BookText.key(item), BookText.value(entry))).contains(entry);
        }
    }

    @Test
    void aWordThatALaterVersionAddsIsPassedOver() {
        assertThat(BookText.read("project.a", "at=2026-04-20T17:05:33.123Z by=somebody  uid=u note"))
                .contains(new DeletionBook.Entry(
                        ItemKey.project("a"), Optional.empty(), AT, "u", Optional.empty(), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        project.a     | uid=u
        project.a     | at=2026-04-20T17:05:33Z
        project.a     | at=yesterday uid=u
        project.a     | at=2026-04-20T17:05:33Z created=once uid=u
        project.a     | at=2026-04-20T17:05:33Z at=2026-04-21T17:05:33Z uid=u
        project.a     | ''
        project.      | at=2026-04-20T17:05:33Z uid=u
        project.a.3   | at=2026-04-20T17:05:33Z uid=u
        version.a     | at=2026-04-20T17:05:33Z uid=u
        version.a.0   | at=2026-04-20T17:05:33Z uid=u
        version.a.03  | at=2026-04-20T17:05:33Z uid=u
        version.a.2147483648 | at=2026-04-20T17:05:33Z uid=u
        note          | at=2026-04-20T17:05:33Z uid=u
        """)
    void whatCanNotBeUnderstoodMakesTheWholeBookUnreadable(String key, String value) {
        assertThat(BookText.read(key, value)).isEmpty();
        assertThat(BookText.read(Map.of("project.b", "at=2026-04-20T17:05:33Z uid=u", key, value)))
                .isEmpty();
    }

    @Test
    void whileThereIsRoomNothingHasToGo() {
        Map<String, String> data = Map.of("project.a", BookText.value(entry(ItemKey.project("a"), Instant.EPOCH)));
        assertThat(BookPapers.outdated(data, entry(ItemKey.project("b"), AT), AT))
                .contains(Set.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {399, 401})
    void whenRoomRunsOutWhatIsOlderThan400DaysGoes(long days) {
        Map<String, String> data = full(AT);
        data.remove("version.a.1");
        ItemKey old = ItemKey.project("an-old-one-that-takes-more-room-than-version-1");
        data.put(BookText.key(old), BookText.value(entry(old, AT.minus(Duration.ofDays(days)))));
        Optional<Set<String>> outdated = BookPapers.outdated(data, entry(ItemKey.workflow("b"), AT), AT);
        assertThat(outdated).isEqualTo(days > 400 ? Optional.of(Set.of(BookText.key(old))) : Optional.empty());
    }

    @Test
    void anEntryThatTakesThePlaceOfAnotherNeedsNoMoreRoom() {
        Map<String, String> data = full(AT);
        assertThat(BookPapers.outdated(data, entry(ItemKey.version("a", 1), AT.plusMillis(1)), AT))
                .contains(Set.of());
    }

    /** As much as there is room for. */
    private static Map<String, String> full(Instant at) {
        Map<String, String> data = new HashMap<>();
        int size = 0;
        for (int number = 1; ; number++) {
            ItemKey item = ItemKey.version("a", number);
            String value = BookText.value(entry(item, at));
            size += BookText.key(item).length() + value.length();
            if (size > 900 * 1024) {
                return data;
            }
            data.put(BookText.key(item), value);
        }
    }

    private static DeletionBook.Entry entry(ItemKey item, Instant at) {
        return new DeletionBook.Entry(item, Optional.empty(), at, "uid-1", Optional.empty(), Optional.empty());
    }
}
