package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rename changes the slug at once and nothing else (docs, rename-a-project). */
class RenamesTest {
    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void aRenamedProjectKeepsItsIdItsCreationAndItsVersions() {
        JsonNode before = wire.get("/my-workspace/my-detector").json();

        rename("'type':'project','project':'my-detector','to':'kitties','name':'Kitties'");

        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(404);
        assertThat(wire.get("/my-workspace/my-detector/1").status()).isEqualTo(404);
        assertThat(wire.delete("/my-workspace/my-detector").status()).isEqualTo(404);
        JsonNode after = wire.get("/my-workspace/kitties").json();
        assertThat(after.at("/project/name").textValue()).isEqualTo("Kitties");
        assertThat(after.at("/project/created")).isEqualTo(before.at("/project/created"));
        assertThat(after.at("/versions/0/id").textValue()).isEqualTo("my-workspace/kitties/1");
        assertThat(wire.delete("/my-workspace/kitties").at("/projectId").textValue())
                .isEqualTo("d_abc123");
    }

    @ParameterizedTest
    @CsvSource({"true, kitties", "false, my-detector"})
    void whetherTheParentUrlFollowsIsAnOption(boolean follows, String parentUrl) {
        wire.control("POST", "options", "{'parentUrlFollowsRename':" + follows + "}");
        wire.delete("/my-workspace/my-detector/3");

        rename("'type':'project','project':'my-detector','to':'kitties'");

        JsonNode state = wire.control("GET", "state", "");
        wire.control("PUT", "state", state.toString());
        assertThat(wire.control("GET", "state", "")).isEqualTo(state);
        assertThat(wire.get("/my-workspace/trash").at("/items/0/parentUrl").textValue())
                .isEqualTo(parentUrl);
        assertThat(wire.restore("{'type':'version','id':'3','parentId':'d_abc123'}")
                        .status())
                .isEqualTo(200);
        assertThat(wire.get("/my-workspace/kitties/3").status()).isEqualTo(200);
    }

    @Test
    void aProjectInTheTrashIsRenamedThere() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-detector");

        rename("'type':'project','project':'my-detector','to':'kitties'");

        JsonNode items = wire.get("/my-workspace/trash").at("/items");
        assertThat(items.at("/0/parentUrl").textValue()).isEqualTo("kitties");
        assertThat(items.at("/1/url").textValue()).isEqualTo("kitties");
        assertThat(items.at("/1/id").textValue()).isEqualTo("d_abc123");
        wire.restore("{'type':'project','id':'d_abc123'}");
        assertThat(wire.get("/my-workspace/kitties").status()).isEqualTo(200);
    }

    @Test
    void theFreedSlugCanBeGivenToAnotherProject() {
        rename("'type':'project','project':'my-detector','to':'kitties'");
        rename("'type':'project','project':'my-other-project','to':'my-detector'");

        assertThat(wire.delete("/my-workspace/my-detector").at("/projectId").textValue())
                .isEqualTo("d_xyz789");
    }

    @Test
    void aRenamedWorkflowKeepsItsIdAndItsSpecification() {
        JsonNode before = wire.get("/my-workspace/workflows/slow-webhooks").at("/workflow");

        rename("'type':'workflow','workflow':'slow-webhooks','to':'-fast.webhooks','name':'Fast'");

        JsonNode after = wire.get("/my-workspace/workflows/-fast.webhooks").at("/workflow");
        assertThat(after.at("/name").textValue()).isEqualTo("Fast");
        for (String field : new String[] {"id", "createdAt", "config"}) {
            assertThat(after.get(field)).isEqualTo(before.get(field));
        }
    }

    private void rename(String fields) {
        wire.control("POST", "actions", "{'workspace':'my-workspace','do':'rename'," + fields + "}");
    }
}
