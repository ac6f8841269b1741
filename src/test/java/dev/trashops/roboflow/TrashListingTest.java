package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.TrashEntry;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.CallListener;
import dev.trashops.workspace.port.RoboflowFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrashListingTest {
    private static final String PROJECT = "{\"type\":\"project\",\"id\":\"d_1\",\"url\":\"my-detector\"}";

    private RoboflowFixture api;

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.open();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @Test
    void theDocumentedAnswerIsReadInFull() throws Exception {
        api.server.otherwise(RawServer.status(200, """
                {"items": [
                  {"type": "project", "id": "d_abc123", "name": "My Detector", "url": "my-detector",
                   "deletedAt": "2026-04-20T17:05:33.000Z", "scheduledCleanupAt": "2026-05-20T17:05:33.000Z",
                   "deletedBy": "uid-of-user", "deletedByName": "Alice", "cleanupDeleteImages": false},
                  {"type": "version", "id": "3", "name": "augmented-416", "parentId": "d_xyz789",
                   "parentName": "My Other Project", "parentUrl": "my-other-project", "parentInTrash": false,
                   "deletedAt": "2026-04-21T12:14:02.000Z", "scheduledCleanupAt": "2026-05-21T12:14:02.000Z"}],
                 "sections": {"projects": [], "versions": [], "workflows": []}}""", "Date: Mon, 23 Nov 2026 12:00:07 GMT"));
        TrashListing listing = api.reader().trash();

        assertThat(listing.complete()).isTrue();
        assertThat(listing.serverDate()).contains(Instant.parse("2026-11-23T12:00:07Z"));
        assertThat(listing.entries())
                .containsExactly(
                        new TrashEntry(
                                "project",
                                "d_abc123",
                                Optional.of("My Detector"),
                                Optional.of("my-detector"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(Instant.parse("2026-04-20T17:05:33Z")),
                                Optional.of(Instant.parse("2026-05-20T17:05:33Z")),
                                Optional.of("uid-of-user"),
                                Optional.of("Alice"),
                                Optional.of(false),
                                Optional.empty()),
                        new TrashEntry(
                                "version",
                                "3",
                                Optional.of("augmented-416"),
                                Optional.empty(),
                                Optional.of("d_xyz789"),
                                Optional.of("my-other-project"),
                                Optional.of(false),
                                Optional.of(Instant.parse("2026-04-21T12:14:02Z")),
                                Optional.of(Instant.parse("2026-05-21T12:14:02Z")),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    @Test
    void itemsAndSectionsAreTwoViewsOfOneSet() throws Exception {
        List<TrashEntry> entries = entries("""
                {"items": [{"type": "project", "id": "p", "name": "P", "parentId": "folder"},
                           {"type": "version", "id": 3, "parentId": "p1", "parentUrl": "one"},
                           {"type": "version", "id": "3", "parentId": "p2"}],
                 "sections": {"datasets": [{"id": "p", "url": "slug-of-p"}, {"type": "dataset", "id": "q"}],
                              "versions": [{"id": 3, "parentUrl": "one", "deletedBy": "u"}, {"id": "4", "parentId": "p1"}],
                              "workflows": [{"id": "p", "url": "flow"}],
                              "trainings": [{"id": "t", "parentId": "p1"}]}}""");

        assertThat(entries)
                .extracting(entry -> entry.type() + " " + entry.parentId().orElse("-") + " " + entry.id() + " "
                        + entry.url().orElse("-") + " " + entry.deletedBy().orElse("-"))
                .containsExactlyInAnyOrder(
                        "project folder p slug-of-p -",
                        "version p1 3 - u",
                        "version p2 3 - -",
                        "project - q - -",
                        "version p1 4 - -",
                        "workflow - p flow -",
                        "training p1 t - -");
    }

    @Test
    void versionsWithoutAnyParentAreNotTakenForOne() throws Exception {
        assertThat(entries("""
                        {"items": [{"type": "version", "id": "3", "name": "a"}, {"type": "version", "id": "3", "name": "b"}],
                         "sections": {"versions": [{"id": "3", "name": "a"}]}}""")).extracting(entry -> entry.name().orElseThrow()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[%s],\"sections\":{}}",
                "{\"items\":[],\"sections\":{\"projects\":[%s]}}",
                "{\"items\":[%s]}",
                "{\"sections\":{\"projects\":[%s]}}",
                "{\"items\":null,\"sections\":{\"projects\":[%s],\"versions\":null}}",
                "{\"items\":[%s],\"sections\":null,\"total\":1,\"next\":null,\"hasMore\":false,\"cursor\":\"\"}",
                "{\"items\":[%s],\"error\":null,\"pagination\":{\"next\":null,\"total\":1}}"
            })
    void eitherViewMayBeMissing(String shape) throws Exception {
        api.server.otherwise(RawServer.json(String.format(shape, PROJECT)));
        TrashListing listing = api.reader().trash();
        assertThat(listing.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.is(ItemType.PROJECT)).isTrue();
            assertThat(entry.url()).contains("my-detector");
        });
        assertThat(listing.complete()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"items\":null,\"sections\":null}",
                "{\"items\":{}}",
                "{\"items\":\"none\"}",
                "{\"items\":[],\"sections\":[]}",
                "{\"sections\":{\"projects\":{\"d_1\":{}}}}",
                "{\"items\":[null]}",
                "{\"items\":[\"d_1\"]}",
                "{\"items\":[{\"id\":\"d_1\"}]}",
                "{\"items\":[{\"type\":\"project\"}]}",
                "{\"items\":[{\"type\":\"project\",\"id\":\"\"}]}",
                "{\"items\":[{\"type\":\"project\",\"id\":null}]}",
                "{\"items\":[{\"type\":7,\"id\":\"d_1\"}]}",
                "{\"items\":[{\"type\":\"version\",\"id\":1.5}]}",
                "{\"sections\":{\"projects\":[{\"type\":{},\"id\":\"d_1\"}]}}",
                "{\"deleted\":true}"
            })
    void noListingIsBetterThanOneWithSomethingDropped(String body) {
        api.server.otherwise(RawServer.json(body));
        assertThat(api.failureOf(Call.TRASH)).isEqualTo(new RoboflowFailure.Malformed("GET /:workspace/trash"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":[],\"nextPageToken\":\"x\"}",
                "{\"items\":[],\"next_page_token\":\"x\"}",
                "{\"items\":[],\"hasMore\":true}",
                "{\"items\":[],\"next\":\"https://api.roboflow.com/ws/trash?page=2\"}",
                "{\"items\":[],\"cursor\":\"abc\"}",
                "{\"items\":[],\"pagination\":{\"has_next\":true}}",
                "{\"items\":[],\"total\":3}",
                "{\"items\":[],\"truncated\":true}",
                "{\"items\":[],\"error\":\"some are missing\"}",
                "{\"sections\":{\"projects\":[],\"nextPageToken\":\"x\"}}",
                "{\"sections\":{\"projects\":[],\"models\":{\"m_1\":{}}}}"
            })
    void aHintOfMoreMakesTheListingIncomplete(String body) throws Exception {
        api.server.otherwise(RawServer.json(body));
        assertThat(api.reader().trash().complete()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\'',
            value = {
                "\"2026-04-20T17:05:33.000Z\" | 2026-04-20T17:05:33Z",
                "\"2026-04-20T17:05:33+02:00\" | 2026-04-20T15:05:33Z",
                "\"2026-04-20T17:05:33\" | 2026-04-20T17:05:33Z",
                "\"2026-04-20\" | 2026-04-20T00:00:00Z",
                "1776704733 | 2026-04-20T17:05:33Z",
                "1776704733.25 | 2026-04-20T17:05:33.250Z",
                "1776704733250 | 2026-04-20T17:05:33.250Z",
                "\"1776704733\" | 2026-04-20T17:05:33Z",
                "{\"_seconds\":1776704733,\"_nanoseconds\":250000000} | 2026-04-20T17:05:33.250Z",
                "{\"seconds\":1776704733} | 2026-04-20T17:05:33Z",
                "\"yesterday\" | -",
                "\"2026-13-45\" | -",
                "\"\" | -",
                "null | -",
                "true | -",
                "{} | -",
                "[] | -",
                "1e300 | -",
                "1e999999999 | -",
                "-1e999999999 | -",
                "99999999999999999999999999 | -",
                "\"+999999999-12-31T00:00:00Z\" | -",
                "{\"_seconds\":9223372036854775807} | -",
                "-5 | -"
            })
    void timesAreReadInEveryFormSeenAndOtherwiseUnknown(String written, Instant read) throws Exception {
        TrashEntry entry = entries("{\"items\":[{\"type\":\"project\",\"id\":\"p\",\"deletedAt\":" + written + "}]}")
                .get(0);
        assertThat(entry.deletedAt()).isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void oddOptionalFieldsAreUnknownAndUnknownOnesCounted() throws Exception {
        List<String> unfamiliar = new ArrayList<>();
        CallListener listener = new CallListener() {
            @Override
            public void called(Region region, String route, String statusClass, Duration duration) {
                unfamiliar.add(route + " " + statusClass);
            }

            @Override
            public void unfamiliar(WorkspaceId workspace, int entries, int fields) {
                unfamiliar.add(workspace + ": " + entries + " entries, " + fields + " fields");
            }
        };
        api.server.otherwise(RawServer.json("""
                {"items": [{"type": "project", "id": "p", "name": null, "url": {}, "parentInTrash": "no", "colour": 1},
                           {"type": "notebook", "id": "t", "jobType": "x"}]}"""));
        TrashListing listing = RoboflowGatewayFactory.permitted(api.config, listener)
                .reader(us("ws"), RoboflowFixture.KEY)
                .trash();

        TrashEntry odd = listing.entries().get(0);
        assertThat(odd.name()).isEmpty();
        assertThat(odd.url()).isEmpty();
        assertThat(odd.parentInTrash()).isEmpty();
        assertThat(listing.entries().get(1).type()).isEqualTo("notebook");
        assertThat(unfamiliar).containsExactly("GET /:workspace/trash 2xx", "ws: 1 entries, 2 fields");
    }

    @Test
    void namesOfAnyLengthAreCutAndStillTellEntriesApart() throws Exception {
        String name = "x".repeat(20_000);
        List<TrashEntry> entries = entries("""
                {"items": [{"type": "version", "id": "3", "name": "%sa", "deletedByName": "%s"},
                           {"type": "version", "id": "3", "name": "%sb"}]}""".formatted(name, name, name));
        assertThat(entries)
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.name().orElseThrow())
                        .hasSizeLessThan(300)
                        .endsWith("..."));
        assertThat(entries.get(0).deletedByName().orElseThrow()).hasSizeLessThan(300);
    }

    private List<TrashEntry> entries(String body) throws Exception {
        api.server.otherwise(RawServer.json(body));
        return api.reader().trash().entries();
    }
}
