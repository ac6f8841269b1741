package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeedTest {
    @Test
    void theBuiltInWorkspaceIsFullOfLifeAndSomeOfItIsDueSoon() {
        try (SandboxFixture wire = SandboxFixture.over(SandboxFixture.still())) {
            JsonNode workspace =
                    wire.bare("GET", "/acme-vision?api_key=sandbox-key", "").json();
            JsonNode trash = wire.bare("GET", "/acme-vision/trash?api_key=sandbox-read-only-key", "")
                    .json();

            assertThat(workspace.at("/workspace/projects")).hasSize(12);
            assertThat(wire.bare("DELETE", "/acme-vision/scratchpad?api_key=sandbox-read-only-key", "")
                            .status())
                    .isEqualTo(401);
            for (String section : List.of("projects", "versions", "workflows")) {
                assertThat(trash.at("/sections/" + section)).isNotEmpty();
            }
            for (int days : List.of(1, 3, 7)) {
                assertThat(dueWithin(trash, Duration.ofDays(days)))
                        .isGreaterThan(dueWithin(trash, Duration.ofDays(days / 2)));
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameIds() {
        try (SandboxFixture one = SandboxFixture.over(SandboxFixture.still());
                SandboxFixture other = SandboxFixture.over(SandboxFixture.still())) {
            assertThat(one.control("GET", "state", "")).isEqualTo(other.control("GET", "state", ""));
        }
    }

    @Test
    void aSavedStateIsASeedAndItsIdsAreNotMadeAgain(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("seed.json");
        try (SandboxFixture wire = SandboxFixture.over(SandboxFixture.still())) {
            Files.writeString(file, wire.control("GET", "state", "").toString());
        }
        try (SandboxFixture wire = SandboxFixture.over(SandboxFixture.still().withSeed(file))) {
            wire.control("POST", "actions", "{'do':'create','type':'project','project':'one-more'}");

            JsonNode state = wire.control("GET", "state", "");
            assertThat(state.findValuesAsText("id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void allButSlugsNumbersAndKeysHasADefault() {
        try (SandboxFixture wire = SandboxFixture.over("""
            {'workspaces':[{'slug':'w','keys':[{'key':'full-key'}],
              'projects':[{'slug':'my-detector','versions':[{'number':2}]}],
              'workflows':[{'slug':'flow'}],
              'trash':[{'type':'project','slug':'gone'},{'type':'version','project':'gone','number':1},
                       {'type':'workflow','slug':'old_flow'}]}]}
            """)) {
            JsonNode state = wire.control("GET", "state", "").at("/workspaces/0");

            assertThat(state.at("/name").textValue()).isEqualTo("W");
            assertThat(state.at("/projects/0/name").textValue()).isEqualTo("My Detector");
            assertThat(state.at("/projects/0/created").textValue()).isEqualTo("2025-05-01T12:00:00.000Z");
            assertThat(state.at("/projects/0/versions/0/images").intValue()).isEqualTo(100);
            assertThat(state.at("/trash/0/deletedAt").textValue()).isEqualTo("2026-04-26T12:00:00.000Z");
            assertThat(state.at("/trash/0/id").textValue()).matches("[A-Za-z0-9]{20}");
            assertThat(state.at("/trash/1/parentId")).isEqualTo(state.at("/trash/0/id"));
            assertThat(state.at("/trash/2/name").textValue()).isEqualTo("Old Flow");
        }
    }

    @Test
    void theClockMayStartAtAMomentAndTicksFromThere() {
        SandboxOptions options = SandboxOptions.defaults().withStartAt(Instant.parse("2030-01-01T00:00:00Z"));
        try (SandboxServer server = SandboxServer.start(options)) {
            assertThat(server.clock().instant())
                    .isBetween(Instant.parse("2030-01-01T00:00:00Z"), Instant.parse("2030-01-01T01:00:00Z"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        {}                                                     | workspaces is missing
        []                                                     | must be a JSON object
        {'workspaces':[{'name':'x'}]}                          | workspaces[0].slug is missing
        {'workspaces':[{'slug':'a'},{'slug':'a'}]}             | workspaces[1].slug 'a' is used twice
        {'workspaces':[{'slug':'a','keys':[{}]}]}              | workspaces[0].keys[0].key is missing
        {'workspaces':[{'slug':'a','keys':[{'key':'k','scopes':'all'}]}]} | keys[0].scopes must be a list of texts
        {'workspaces':[{'slug':'a','keys':[{'key':'k'},{'key':'k'}]}]}    | workspaces[0].keys holds a key that
        {'workspaces':[{'slug':'a','projects':[{'slug':'trash'}]}]}       | 'trash' is reserved
        {'workspaces':[{'slug':'a','projects':[{'slug':'b/c'}]}]}         | must not hold a slash
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versons':[]}]}]} | projects[0].versons is not known here
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versions':[{}]}]}]} | versions[0].number is missing
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versions':[{'number':0}]}]}]} | versions[0].number must be
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versions':[{'number':1},{'number':1}]}]}]} | holds a number twice
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','created':'yesterday'}]}]} | created must be an instant
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','id':'i'},{'slug':'c','id':'i'}]}]} | projects[1].id is used twice
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versions':[{'number':1,'trained':false,'trainings':[{}]}]}]}]} | trained does not fit
        {'workspaces':[{'slug':'a','trash':[{'slug':'b'}]}]}   | trash[0].type is missing
        {'workspaces':[{'slug':'a','trash':[{'type':'version','project':'b','number':1}]}]} | trash[0].project is the slug of no project
        {'workspaces':[{'slug':'a','trash':[{'type':'version','parentId':'b','number':1}]}]} | trash[0].parentId is the id of no project
        {'workspaces':[{'slug':'a','projects':[{'slug':'b','versions':[{'number':1}]}],'trash':[{'type':'version','project':'b','number':1}]}]} | trash[0].number names a version
        """)
    void aMistakeInASeedIsNamed(String seed, String problem) {
        assertThatThrownBy(() -> SandboxFixture.over(seed).close())
                .isInstanceOf(SandboxSeedException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void aSeedFileThatCannotBeReadIsNamed(@TempDir Path folder) {
        assertThatThrownBy(() -> SandboxFixture.still().withSeed(folder.resolve("none.json")))
                .isInstanceOf(SandboxSeedException.class)
                .hasMessageContaining("none.json");
    }

    @Test
    void aSeedFileThatIsNoJsonIsNamedWithItsPlaceAndNotRepeated(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("torn.json"), "{\"workspaces\":\n canary-key}");

        assertThatThrownBy(() -> SandboxFixture.still().withSeed(file))
                .isInstanceOf(SandboxSeedException.class)
                .hasMessageContaining("torn.json")
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("canary");
    }

    @Test
    void aPortInUseIsNamed() {
        try (SandboxFixture wire = SandboxFixture.over(SandboxFixture.still())) {
            SandboxOptions same = SandboxFixture.still().withPort(wire.server().port());

            assertThatThrownBy(() -> SandboxServer.start(same).close())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("port " + same.port());
        }
    }

    @Test
    void noTextFormShowsAKey() {
        SandboxOptions options = SandboxFixture.still().withSeed(SandboxFixture.json(SeedFixture.DOCUMENTED));

        assertThat(options.toString()).doesNotContain("full-key");
        assertThat(new Workspace.Key("canary", Optional.empty(), Optional.empty(), false, false, Optional.empty())
                        .toString())
                .doesNotContain("canary");
        assertThat(Call.of("GET", "/w/p?api_key=canary", Optional.of("Bearer canary"), "canary")
                        .toString())
                .isEqualTo("GET /w/p");
    }

    private static long dueWithin(JsonNode trash, Duration time) {
        List<JsonNode> due = new ArrayList<>();
        trash.at("/items").forEach(item -> {
            Instant cleanup = Instant.parse(item.at("/scheduledCleanupAt").textValue());
            if (cleanup.isAfter(SandboxFixture.NOW) && !cleanup.isAfter(SandboxFixture.NOW.plus(time))) {
                due.add(item);
            }
        });
        return due.size();
    }
}
