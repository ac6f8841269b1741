package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every example request of the manage-trash page, with the key in the query as it is shown there. */
class DocumentedExamplesTest {
    @Test
    void deletingAProjectAnswersAsDocumented() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(wire.bare("DELETE", "/my-workspace/my-detector?api_key=full-key", "")
                            .text())
                    .isEqualTo(quoted(
                            "{'deleted':true,'type':'project','workspace':'my-workspace','project':'my-detector',"
                                    + "'projectId':'d_abc123','trash':true}"));
        }
    }

    @Test
    void deletingAVersionAnswersAsDocumented() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(wire.bare("DELETE", "/my-workspace/my-detector/3?api_key=full-key", "")
                            .text())
                    .isEqualTo(quoted(
                            "{'deleted':true,'type':'version','workspace':'my-workspace','project':'my-detector',"
                                    + "'projectId':'d_abc123','version':'3','trash':true}"));
        }
    }

    @Test
    void deletingAWorkflowAnswersAsDocumented() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            assertThat(wire.bare("DELETE", "/my-workspace/workflows/slow-webhooks?api_key=full-key", "")
                            .text())
                    .isEqualTo(quoted("{'deleted':true,'type':'workflow','workspace':'my-workspace',"
                            + "'workflow':'slow-webhooks','workflowId':'wf_abc123','trash':true}"));
        }
    }

    @Test
    void listingTheTrashAnswersAsDocumented() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED_TRASH)) {
            SandboxFixture.Answer answer = wire.bare("GET", "/my-workspace/trash?api_key=full-key", "");

            assertThat(answer.at("/items/0").toString())
                    .isEqualTo(quoted("{'type':'project','id':'d_abc123','name':'My Detector','url':'my-detector',"
                            + "'deletedAt':'2026-04-20T17:05:33.000Z','scheduledCleanupAt':'2026-05-20T17:05:33.000Z',"
                            + "'deletedBy':'uid-of-user','deletedByName':'Alice','cleanupDeleteImages':false}"));
            assertThat(answer.at("/items/1").toString())
                    .isEqualTo(
                            quoted(
                                    "{'type':'version','id':'3','name':'augmented-416','parentId':'d_xyz789',"
                                            + "'parentName':'My Other Project','parentUrl':'my-other-project','parentInTrash':false,"
                                            + "'deletedAt':'2026-04-21T12:14:02.000Z','scheduledCleanupAt':'2026-05-21T12:14:02.000Z'}"));
            assertThat(answer.at("/items/2/parentInTrash").booleanValue()).isTrue();
            assertThat(answer.at("/items/3").toString())
                    .isEqualTo(
                            quoted(
                                    "{'type':'workflow','id':'wf_abc123','name':'Slow Webhooks','url':'slow-webhooks',"
                                            + "'deletedAt':'2026-04-06T12:00:00.000Z','scheduledCleanupAt':'2026-05-06T12:00:00.000Z'}"));
            assertThat(answer.at("/sections/projects/0")).isEqualTo(answer.at("/items/0"));
            assertThat(answer.at("/sections/versions")).hasSize(2);
            assertThat(answer.at("/sections/workflows/0")).isEqualTo(answer.at("/items/3"));
        }
    }

    @Test
    void restoringAProjectAnswersAndBringsItBack() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED_TRASH)) {
            SandboxFixture.Answer answer = wire.bare(
                    "POST", "/my-workspace/trash/restore?api_key=full-key", "{'type': 'project', 'id': 'd_abc123'}");

            assertThat(answer.text()).isEqualTo(quoted("{'restored':true,'type':'project','id':'d_abc123'}"));
            assertThat(wire.get("/my-workspace/my-detector/1").status()).isEqualTo(200);
        }
    }

    @Test
    void restoringAVersionUnderItsParentAnswersAndBringsItBack() {
        try (SandboxFixture wire = SandboxFixture.over(SeedFixture.DOCUMENTED)) {
            wire.delete("/my-workspace/my-detector/3");

            SandboxFixture.Answer answer = wire.bare(
                    "POST",
                    "/my-workspace/trash/restore?api_key=full-key",
                    "{'type': 'version', 'id': '3', 'parentId': 'd_abc123'}");

            assertThat(answer.text())
                    .isEqualTo(quoted("{'restored':true,'type':'version','id':'3','parentId':'d_abc123'}"));
            assertThat(wire.get("/my-workspace/my-detector/3").status()).isEqualTo(200);
        }
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
