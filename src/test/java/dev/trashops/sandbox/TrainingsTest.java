package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TrainingsTest {
    private static final String TRAININGS = "/my-workspace/my-detector/1/v2/trainings";

    private final SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void trainingsAreNotDeletedUnlessAskedFor() {
        assertThat(wire.delete(TRAININGS + "/" + id(TRAININGS)).status()).isEqualTo(404);
    }

    @Test
    void aFinishedTrainingGoesToTrashAndComesBack() {
        wire.control("POST", "options", "{'trainings':true}");
        String id = id(TRAININGS);

        SandboxFixture.Answer deleted = wire.delete(TRAININGS + "/" + id);

        assertThat(deleted.at("/type").textValue()).isEqualTo("training");
        assertThat(deleted.at("/versionAliasAction").textValue()).isEqualTo("deleted");
        assertThat(wire.get("/my-workspace/my-detector/1").at("/version/model").isMissingNode())
                .isTrue();
        assertThat(wire.get("/my-workspace/trash")
                        .at("/sections/trainings/0/id")
                        .textValue())
                .isEqualTo(id);
        assertThat(wire.restore("{'type':'training','id':'" + id + "'}").status())
                .isEqualTo(200);
        assertThat(id(TRAININGS)).isEqualTo(id);
    }

    @Test
    void aTrainingWhoseVersionIsInTrashIsNotRestored() {
        wire.control("POST", "options", "{'trainings':true}");
        String id = id(TRAININGS);
        wire.delete(TRAININGS + "/" + id);
        wire.delete("/my-workspace/my-detector/1");

        assertThat(wire.restore("{'type':'training','id':'" + id + "'}").status())
                .isEqualTo(409);
    }

    @Test
    void aTrainingUnderWayIsRefused() {
        wire.control("POST", "options", "{'trainings':true}");
        String running = "/my-workspace/my-detector/3/v2/trainings";

        SandboxFixture.Answer refused = wire.delete(running + "/" + id(running));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/error/code").textValue()).isEqualTo("CANNOT_DELETE");
    }

    private String id(String trainings) {
        return wire.get(trainings).at("/trainings/0/id").textValue();
    }
}
