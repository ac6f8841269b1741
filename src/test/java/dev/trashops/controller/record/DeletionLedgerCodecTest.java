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
import java.util.stream.Stream;
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
        List<ItemKey> items = Stream.of(
                        "A_b-3",
                        "-x9y8z",
                        "--",
                        "_",
                        "...",
                        "..a",
                        "u.s.-coins.someone",
                        "a.3",
                        "a",
                        "a.",
                        "a.3.",
                        "b".repeat(128))
                .flatMap(slug -> Stream.of(
                        ItemKey.project(slug),
                        ItemKey.workflow(slug),
                        ItemKey.version(slug, 3),
                        ItemKey.version(slug, Integer.MAX_VALUE)))
                .toList();
        assertThat(items.stream().map(DeletionLedgerCodec::key)).doesNotHaveDuplicates();
        for (ItemKey item : items) {
            DeletionLedger.Entry entry = entry(item, AT);
            assertThat(DeletionLedgerCodec.key(item)).matches("[-._a-zA-Z0-9]{1,253}");
            assertThat(DeletionLedgerCodec.read(
                            DeletionLedgerCodec.key(item), DeletionLedgerCodec.value(entry, Region.US), Region.US))
                    .contains(entry);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"t_abc123", "-ws/u.s.-coins/3", "a=b:c@d+e~f", "earlier=x", "uid=u", "....", "training.a.3", "%s"
            })
    void aTrainingOfAnyIdHasAKeyThatAConfigMapTakesAndComesBack(String id) {
        String training = id.replace("%s", "a/".repeat(149) + "ab");
        ItemKey item = ItemKey.training("p".repeat(128), Integer.MAX_VALUE, training);
        DeletionLedger.Entry entry = entry(item, AT);
        String key = DeletionLedgerCodec.key(item);
        assertThat(key).matches("[-._a-zA-Z0-9]{1,253}").startsWith("training.");
        assertThat(DeletionLedgerCodec.read(key, DeletionLedgerCodec.value(entry, Region.US), Region.US))
                .contains(entry);
        assertThat(DeletionLedgerCodec.key(ItemKey.training("p".repeat(128), Integer.MAX_VALUE, training + "a")))
                .isNotEqualTo(key);
    }

    @Test
    void theIdAndTheKeyOfATrainingBelongTogether() {
        String key = DeletionLedgerCodec.key(ItemKey.training("a", 3, "t"));
        String rest = "at=2026-04-20T17:05:33Z uid=u";
        assertThat(DeletionLedgerCodec.read(key, rest + " training=t", Region.US))
                .isPresent();
        for (String training :
                List.of("", " training=other", " training=", " training=t/..", " training=t training=t")) {
            assertThat(DeletionLedgerCodec.read(key, rest + training, Region.US))
                    .as(training)
                    .isEmpty();
        }
        assertThat(DeletionLedgerCodec.read("training.a.0." + "0".repeat(32), rest + " training=t", Region.US))
                .isEmpty();
        assertThat(DeletionLedgerCodec.read("training.a.3", rest + " training=t", Region.US))
                .isEmpty();
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
        project..     | at=2026-04-20T17:05:33Z uid=u
        project.a/b   | at=2026-04-20T17:05:33Z uid=u
        version...3   | at=2026-04-20T17:05:33Z uid=u
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
