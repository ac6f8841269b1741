package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ReservedWords;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which slugs may be part of a request: checked before anything is sent, wherever they came from. */
class SlugsInRequestsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "a/b",
                "a%2Fb",
                "%2e",
                "%74rash",
                "a?b",
                "a#b",
                "a b",
                "a\n",
                "{a}",
                "ä",
                "a;b",
                "tr\u0430sh"
            })
    void anIllegalSlugIsRefusedBeforeAnythingIsSent(String slug) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            RoboflowGateway gateway = api.gateway;
            assertIllegal(() -> gateway.reader(us(slug), RoboflowFixture.KEY).trash());
            assertIllegal(() -> gateway.restorer(us(slug), RoboflowFixture.KEY));
            assertIllegal(() -> gateway.trasher(us(slug), RoboflowFixture.KEY, ItemKey.project("a")));
            assertUnaddressable(api, ItemKey.project(slug));
            assertUnaddressable(api, ItemKey.workflow(slug));
            assertThat(api.server.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-ab1cd", "-object-detection-ab1cd", "--", "-", "_", "u.s.-coins.someone", "a..b", "...", "A.-_9"
            })
    void everySlugIsOneSegmentOfThePath(String slug) throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            api.server.otherwise(RawServer.json(
                    "{\"items\": [], \"project\": {\"id\": \"%1$s/%1$s\"}, \"versions\": []}".formatted(slug)));
            RoboflowGateway.Reader reader = api.gateway.reader(us(slug), RoboflowFixture.KEY);
            reader.trash();
            reader.project(slug);
            for (ItemKey item : List.of(ItemKey.project(slug), ItemKey.version(slug, 3), ItemKey.workflow(slug))) {
                api.gateway
                        .trasher(us(slug), RoboflowFixture.KEY, item)
                        .orElseThrow()
                        .trash();
            }
            assertThat(api.routesSeen())
                    .containsExactly(
                            "GET /" + slug + "/trash",
                            "GET /" + slug + "/" + slug,
                            "DELETE /" + slug + "/" + slug,
                            "DELETE /" + slug + "/" + slug + "/3",
                            "DELETE /" + slug + "/workflows/" + slug);
        }
    }

    static Stream<String> reservedProjects() {
        return inEveryCase(ReservedWords.PROJECTS);
    }

    static Stream<String> reservedWorkspaces() {
        return inEveryCase(ReservedWords.WORKSPACES);
    }

    private static Stream<String> inEveryCase(String words) {
        return Pattern.compile("[|]")
                .splitAsStream(words)
                .flatMap(word -> Stream.of(
                                word,
                                word.toUpperCase(Locale.ROOT),
                                word.toLowerCase(Locale.ROOT),
                                word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .distinct());
    }

    @ParameterizedTest
    @MethodSource("reservedProjects")
    void aRequestForAProjectNeverLeavesForARouteOfItsOwn(String word) throws Exception {
        for (String path : List.of("/ws/" + word, "/ws/%" + Integer.toHexString(word.charAt(0)) + word.substring(1))) {
            assertThatThrownBy(() -> ApiRoute.PROJECT.check("GET", path)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ApiRoute.TRASH_PROJECT.check("DELETE", path))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> ApiRoute.TRASH_VERSION.check("DELETE", path + "/3"))
                    .isInstanceOf(IllegalStateException.class);
        }
        ApiRoute.PROJECT.check("GET", "/ws/" + word + "-cans");
        try (RoboflowFixture api = RoboflowFixture.open()) {
            assertUnaddressable(api, ItemKey.project(word));
            assertThat(api.server.seen()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("reservedWorkspaces")
    void aRequestForAWorkspaceNeverLeavesForARouteOfItsOwn(String word) throws Exception {
        assertThatThrownBy(() -> ApiRoute.WORKSPACE.check("GET", "/" + word)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ApiRoute.TRASH_PROJECT.check("DELETE", "/" + word + "/p"))
                .isInstanceOf(IllegalStateException.class);
        try (RoboflowFixture api = RoboflowFixture.open()) {
            assertIllegal(() -> api.gateway.reader(us(word), RoboflowFixture.KEY));
            assertIllegal(() -> api.gateway.trasher(us(word), RoboflowFixture.KEY, ItemKey.project("a")));
        }
    }

    @Test
    void longSlugsEndAt128AndWorkflowsMayBeCalledAnything() throws Exception {
        try (RoboflowFixture api = RoboflowFixture.open()) {
            assertIllegal(() -> api.reader().version("a", 0));
            assertUnaddressable(api, ItemKey.project("a".repeat(129)));
            assertThat(api.server.seen()).isEmpty();

            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project("a".repeat(128)))
                    .orElseThrow()
                    .trash();
            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.project("trash-cans"))
                    .orElseThrow()
                    .trash();
            api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, ItemKey.workflow("trash"))
                    .orElseThrow()
                    .trash();
            assertThat(api.routesSeen())
                    .containsExactly(
                            "DELETE /ws/" + "a".repeat(128), "DELETE /ws/trash-cans", "DELETE /ws/workflows/trash");
        }
    }

    /** Neither a read nor a DELETE is sent, and the caller is told instead of failing. */
    private static void assertUnaddressable(RoboflowFixture api, ItemKey item) {
        List<ThrowingCallable> calls = new ArrayList<>(List.of(() -> api.gateway
                .trasher(us("ws"), RoboflowFixture.KEY, item)
                .orElseThrow()
                .trash()));
        if (item.type() == ItemType.PROJECT) {
            ItemKey version = ItemKey.version(item.slug(), 1);
            calls.add(() -> api.reader().project(item.slug()));
            calls.add(() -> api.reader().version(item.slug(), 1));
            calls.add(() -> api.gateway
                    .trasher(us("ws"), RoboflowFixture.KEY, version)
                    .orElseThrow()
                    .trash());
        }
        assertThat(calls)
                .allSatisfy(call -> assertThat(RoboflowFixture.failureOf(call))
                        .isInstanceOf(RoboflowFailure.Unaddressable.class)
                        .matches(RoboflowFailure::provesNothingHappened));
    }

    private static void assertIllegal(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
    }
}
