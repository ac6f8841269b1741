package dev.trashops.controller.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Region;
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

class DeletionLedgerCodecTest {
    private static final Instant AT = Instant.parse("2026-04-20T17:05:33.123Z");
    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @Test
    void anEntryOfTheEuNamesItsRegionAndIsNoneOfTheUs() {
        DeletionLedger.Entry entry = entry(ItemKey.project("a"), AT);
        String american = DeletionLedgerCodec.value(entry, Region.US);
        String european = DeletionLedgerCodec.value(entry, Region.EU);
        assertThat(american).doesNotContain("region");
        assertThat(european).isEqualTo(american + " region=EU");
        assertThat(DeletionLedgerCodec.read("project.a", european, Region.EU)).contains(entry);
        assertThat(DeletionLedgerCodec.read("project.a", european, Region.US)).isEmpty();
        assertThat(DeletionLedgerCodec.read("project.a", american, Region.EU)).isEmpty();
        assertThat(DeletionLedgerCodec.read("project.a", american + " region=US", Region.US))
                .contains(entry);
        for (Region region : Region.values()) {
            assertThat(DeletionLedgerCodec.read("project.a", american + " region=Mars", region))
                    .isEmpty();
        }
    }

    @Test
    void anEntryIsReadableAndComesBack() {
        DeletionLedger.Entry entry = new DeletionLedger.Entry(
                ItemKey.version("my-detector", 3),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                AT,
                "uid-1",
                Optional.of("prune"),
                Optional.of(DIGEST));
        assertThat(DeletionLedgerCodec.key(entry.item())).isEqualTo("version.my-detector.3");
        assertThat(DeletionLedgerCodec.value(entry, Region.US))
                .isEqualTo("at=2026-04-20T17:05:33.123Z created=2026-01-01T00:00:00Z uid=uid-1 rule=prune approval="
                        + DIGEST);
        assertThat(DeletionLedgerCodec.read(
                        DeletionLedgerCodec.key(entry.item()), DeletionLedgerCodec.value(entry, Region.US), Region.US))
                .contains(entry);
    }

    @Test
    void theApprovalsOfEarlierDeletionsComeBackToo() {
        String other = "sha256:" + "1b".repeat(32);
        DeletionLedger.Entry entry = new DeletionLedger.Entry(
                ItemKey.project("a"),
                Optional.empty(),
                AT,
                "uid-1",
                Optional.empty(),
                Optional.empty(),
                List.of(DIGEST, other));
        assertThat(DeletionLedgerCodec.value(entry, Region.US)).endsWith(" earlier=" + DIGEST + "," + other);
        assertThat(DeletionLedgerCodec.read("project.a", DeletionLedgerCodec.value(entry, Region.US), Region.US))
                .contains(entry);
    }

    @Test
    void everyKindOfItemHasAKeyOfItsOwn() {
        for (ItemKey item : Set.of(
                ItemKey.project("A_b-3"), ItemKey.workflow("A_b-3"), ItemKey.version("A_b-3", Integer.MAX_VALUE))) {
            DeletionLedger.Entry entry = entry(item, AT);
            assertThat(DeletionLedgerCodec.key(item)).matches("[-._a-zA-Z0-9]+");
            assertThat(DeletionLedgerCodec.read(
                            DeletionLedgerCodec.key(item), DeletionLedgerCodec.value(entry, Region.US), Region.US))
                    .contains(entry);
        }
    }

    @Test
    void aWordThatALaterVersionAddsIsPassedOver() {
        assertThat(DeletionLedgerCodec.read(
                        "project.a", "at=2026-04-20T17:05:33.123Z by=somebody  uid=u note", Region.US))
                .contains(new DeletionLedger.Entry(
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
    void whatCanNotBeUnderstoodMakesTheWholeLedgerUnreadable(String key, String value) {
        assertThat(DeletionLedgerCodec.read(key, value, Region.US)).isEmpty();
        assertThat(DeletionLedgerCodec.read(
                        Map.of("project.b", "at=2026-04-20T17:05:33Z uid=u", key, value), Region.US))
                .isEmpty();
    }

    @Test
    void whileThereIsRoomNothingHasToGo() {
        Map<String, String> data =
                Map.of("project.a", DeletionLedgerCodec.value(entry(ItemKey.project("a"), Instant.EPOCH), Region.US));
        assertThat(DeletionLedgerConfigMap.outdated(data, entry(ItemKey.project("b"), AT), Region.US, AT))
                .contains(Set.of());
    }

    @ParameterizedTest
    @ValueSource(longs = {399, 401})
    void whenRoomRunsOutWhatIsOlderThan400DaysGoes(long days) {
        Map<String, String> data = full(AT);
        data.remove("version.a.1");
        ItemKey old = ItemKey.project("an-old-one-that-takes-more-room-than-version-1");
        data.put(
                DeletionLedgerCodec.key(old),
                DeletionLedgerCodec.value(entry(old, AT.minus(Duration.ofDays(days))), Region.US));
        Optional<Set<String>> outdated =
                DeletionLedgerConfigMap.outdated(data, entry(ItemKey.workflow("b"), AT), Region.US, AT);
        assertThat(outdated)
                .isEqualTo(days > 400 ? Optional.of(Set.of(DeletionLedgerCodec.key(old))) : Optional.empty());
    }

    @Test
    void anEntryThatTakesThePlaceOfAnotherNeedsNoMoreRoom() {
        Map<String, String> data = full(AT);
        assertThat(DeletionLedgerConfigMap.outdated(
                        data, entry(ItemKey.version("a", 1), AT.plusMillis(1)), Region.US, AT))
                .contains(Set.of());
    }

    /** As much as there is room for. */
    private static Map<String, String> full(Instant at) {
        Map<String, String> data = new HashMap<>();
        int size = 0;
        for (int number = 1; ; number++) {
            ItemKey item = ItemKey.version("a", number);
            String value = DeletionLedgerCodec.value(entry(item, at), Region.US);
            size += DeletionLedgerCodec.key(item).length() + value.length();
            if (size > 900 * 1024) {
                return data;
            }
            data.put(DeletionLedgerCodec.key(item), value);
        }
    }

    private static DeletionLedger.Entry entry(ItemKey item, Instant at) {
        return new DeletionLedger.Entry(item, Optional.empty(), at, "uid-1", Optional.empty(), Optional.empty());
    }
}
