package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.TrashListing;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShowNamesTest {
    private static final String NAME = "Canary Moreau";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path seed = Path.of("");

    @BeforeEach
    void plantANameWhereverTheTrashShowsOne() throws Exception {
        seed = Files.writeString(folder.resolve("seed.json"), """
            {"workspaces": [{"slug": "ws", "keys": [{"key": "full-key"}], "trash": [
             {"type": "project", "slug": "vests", "id": "d_1", "deletedAt": "2026-11-01T00:00:00Z",
              "scheduledCleanupAt": "P3650D", "deletedBy": "uid-1", "deletedByName": "NAME"},
             {"type": "workflow", "slug": "flow", "id": "wf_1", "deletedAt": "2026-11-01T00:00:00Z",
              "scheduledCleanupAt": "P3650D", "deletedBy": "uid-1", "deletedByName": "NAME"}]}]}
            """.replace("NAME", NAME));
    }

    @Test
    void unlessAskedForNoNameEntersTheProgram() throws Exception {
        assertThat(listing(false).entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.deletedBy()).hasValue("uid-1"));
        assertThat(listing(false).toString()).doesNotContain("Canary").doesNotContain("Moreau");
    }

    @Test
    void whenAskedForNamesAreKept() throws Exception {
        assertThat(listing(true).entries())
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry.deletedByName()).hasValue(NAME));
    }

    private TrashListing listing(boolean showNames) throws RoboflowException {
        try (SandboxServer sandbox =
                SandboxServer.start(SandboxOptions.defaults().withPort(0).withSeed(seed))) {
            RoboflowConfig config = new RoboflowConfig(
                    RoboflowFixture.inTheUs(sandbox.uri()),
                    KeyPlacement.QUERY,
                    AccessLevel.OBSERVE,
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    1000,
                    1000,
                    1 << 20,
                    showNames,
                    Clock.systemUTC());
            return RoboflowFixture.gateway(config)
                    .reader(us("ws"), new ApiKey("full-key"))
                    .trash();
        }
    }
}
