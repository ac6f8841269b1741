package dev.trashops.roboflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.TrashEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings in the listing of the Trash, of which nothing documents the shape. */
class TrainingEntriesTest {
    private RoboflowFixture api;

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.open();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "\"id\":\"t\",\"versionId\":3 | 3",
                "\"id\":\"t\",\"versionId\":\"3\" | 3",
                "\"id\":\"t\",\"versionId\":\"ws/-x9y8z/3\" | 3",
                "\"id\":\"t\",\"version\":3 | 3",
                "\"id\":\"t\",\"versionId\":\"v_internal\",\"version\":\"3\" | 3",
                "\"id\":\"ws/my-detector/3\" | 3",
                "\"id\":\"ws/my-detector/3\",\"versionId\":\"4\" | 4",
                "\"id\":\"ws/3\" | -",
                "\"id\":\"t\" | -",
                "\"id\":\"t\",\"versionId\":\"0\" | -",
                "\"id\":\"t\",\"versionId\":\"3000000000\" | -",
                "\"id\":\"t\",\"versionId\":{} | -"
            })
    void theVersionOfATrainingIsReadInEveryForm(String fields, Integer version) throws Exception {
        for (String shape : List.of(
                "{\"items\":[{\"type\":\"TRAINING\",%s}]}",
                "{\"sections\":{\"trainings\":[{%s}]}}",
                "{\"sections\":{\"Trainings\":[{\"type\":\"Training\",%s}]}}")) {
            TrashEntry entry = entries(String.format(shape, fields)).get(0);
            assertThat(entry.is(ItemType.TRAINING)).isTrue();
            assertThat(entry.version()).isEqualTo(Optional.ofNullable(version));
            assertThat(entry.internalId()).contains(new InternalId(entry.id()));
        }
    }

    @Test
    void aTrainingIsOneEntryUnlessItsViewsContradictEachOther() throws Exception {
        assertThat(entries("""
                        {"items": [{"type": "training", "id": "t", "versionId": "3"}],
                         "sections": {"trainings": [{"id": "t", "parentId": "p1", "parentUrl": "one"}]}}""")).singleElement().satisfies(entry -> {
            assertThat(entry.version()).contains(3);
            assertThat(entry.parentId()).contains("p1");
        });
        assertThat(entries("""
                        {"items": [{"type": "training", "id": "1", "versionId": 3, "parentId": "p1"},
                                   {"type": "training", "id": "1", "versionId": 4, "parentId": "p1"},
                                   {"type": "training", "id": "1", "versionId": 3, "parentId": "p2"}]}"""))
                .extracting(TrashEntry::identity)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    private List<TrashEntry> entries(String body) throws Exception {
        api.server.otherwise(RawServer.json(body));
        return api.reader().trash().entries();
    }
}
