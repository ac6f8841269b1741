package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeftOutFieldsTest {
    private static final String LISTING = "/my-workspace/trash";

    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @BeforeEach
    void trashSome() {
        wire.delete("/my-workspace/my-detector/3");
        wire.delete("/my-workspace/my-other-project");
        wire.delete("/my-workspace/workflows/slow-webhooks");
    }

    @AfterEach
    void stop() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduledCleanupAt", "deletedAt", "id", "type", "name"})
    void aFieldIsMissingFromEveryEntryOfTheTrash(String field) {
        assertThat(wire.get(LISTING).json().findValues(field)).isNotEmpty();
        fault("'route':'GET /:workspace/trash','leftOut':['" + field + "']");

        JsonNode listing = wire.get(LISTING).json();

        assertThat(listing.findValues(field)).isEmpty();
        assertThat(listing.at("/items")).hasSize(3);
        assertThat(listing.at("/sections/versions/0/parentId").isTextual()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "version.parentId,           /items/0/parentId,           /items/0/parentUrl",
        "version.scheduledCleanupAt, /items/0/scheduledCleanupAt, /items/1/scheduledCleanupAt",
        "project.deletedAt,          /items/1/deletedAt,          /items/0/deletedAt",
        "project.deletedAt,          /sections/projects/0/deletedAt, /sections/versions/0/deletedAt",
        "workflow.id,                /items/2/id,                 /items/1/id"
    })
    void aFieldIsMissingFromTheEntriesOfOneType(String field, String missing, String there) {
        fault("'route':'*','leftOut':['" + field + "']");

        JsonNode listing = wire.get(LISTING).json();

        assertThat(listing.at(missing).isMissingNode()).isTrue();
        assertThat(listing.at(there).isMissingNode()).isFalse();
    }

    @Test
    void theSectionsOfTheTrashKnowTheirTypeEvenIfTheirEntriesDoNotTellIt() {
        wire.control("POST", "options", "{'typelessSections':true}");
        fault("'route':'*','leftOut':['version.parentId']");

        assertThat(wire.get(LISTING).json().findValues("parentId")).isEmpty();
    }

    @Test
    void creationDatesAreMissingFromReadsOfProjectsAndVersions() {
        String project = "/my-workspace/my-detector";
        fault("'route':'*','leftOut':['created'],'count':1");
        assertThat(wire.get(project).json().findValues("created")).isEmpty();

        fault("'route':'*','leftOut':['version.created'],'count':1");
        JsonNode read = wire.get(project).json();
        assertThat(read.at("/project/created").isNumber()).isTrue();
        assertThat(read.at("/versions").findValues("created")).isEmpty();

        assertThat(wire.get(project).at("/versions/0/created").isNumber()).isTrue();
    }

    @Test
    void onlyTheMeantWorkspaceLeavesFieldsOut() {
        fault("'route':'*','workspace':'another','leftOut':['deletedAt']");

        assertThat(wire.get(LISTING).json().findValues("deletedAt")).hasSize(6);
    }

    @Test
    void aChangeTakesEffectThoughItsAnswerLacksAField() {
        fault("'route':'*','leftOut':['trash'],'count':1");

        assertThat(wire.delete("/my-workspace/my-detector").json().has("trash")).isFalse();
        assertThat(wire.get("/my-workspace/my-detector").status()).isEqualTo(404);
    }

    @Test
    void anErrorIsAnsweredAsItIs() {
        fault("'route':'*','leftOut':['error']");

        assertThat(wire.get("/my-workspace/nothing").json().has("error")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"'created'", "['']", "['version.']", "['notebook.id']", "[7]"})
    void whatIsNotAListOfFieldsIsRefused(String fields) {
        SandboxFixture.Answer answer = wire.bare("POST", "/_sandbox/faults", "{'route':'*','leftOut':" + fields + "}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error").textValue()).startsWith("leftOut must ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aTrashThatIsCutIntoPagesShowsTheFirstOnly(int size) {
        wire.control("POST", "options", "{'listedAtMost':" + size + "}");

        JsonNode listing = wire.get(LISTING).json();

        assertThat(listing.at("/items")).hasSize(size);
        assertThat(List.of("versions", "projects", "workflows").stream()
                        .mapToInt(section -> listing.at("/sections/" + section).size())
                        .sum())
                .isEqualTo(size);
        assertThat(listing.at("/sections/versions")).hasSize(1);

        wire.control("POST", "options", "{'listedAtMost':0}");
        assertThat(wire.get(LISTING).at("/items")).hasSize(3);
    }

    private void fault(String fields) {
        wire.control("POST", "faults", "{" + fields + "}");
    }
}
