package dev.trashops.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workflows hold a specification that names models, and are found by slug or internal id (the client passes either on). */
class WorkflowsTest {
    private final SandboxFixture wire = SandboxFixture.over("""
            {'workspaces':[{'slug':'my-workspace','keys':[{'key':'full-key'}],
              'workflows':[{'slug':'gate','id':'wf_gate','models':['my-detector/3','my-workspace/nano']},
                           {'slug':'wf_other','id':'wf_2'},{'slug':'other','id':'wf_other'}]}]}
            """);

    @AfterEach
    void stop() {
        wire.close();
    }

    @Test
    void theSpecificationNamesItsModels() {
        JsonNode config = SandboxFixture.json(
                wire.get("/my-workspace/workflows/gate").at("/workflow/config").textValue());

        assertThat(config.at("/specification/steps").findValuesAsText("model_id"))
                .containsExactly("my-detector/3", "my-workspace/nano");
        assertThat(wire.get("/my-workspace/workflows").text()).doesNotContain("config");
    }

    @Test
    void aWorkflowIsReadAndTrashedByItsInternalId() {
        assertThat(wire.get("/my-workspace/workflows/wf_gate")
                        .at("/workflow/url")
                        .textValue())
                .isEqualTo("gate");
        assertThat(wire.get("/my-workspace/workflows/wf_gate/versions").at("/versions"))
                .hasSize(1);

        SandboxFixture.Answer deleted = wire.delete("/my-workspace/workflows/wf_gate");

        assertThat(deleted.at("/workflow").textValue()).isEqualTo("gate");
        assertThat(deleted.at("/workflowId").textValue()).isEqualTo("wf_gate");
        assertThat(wire.delete("/my-workspace/workflows/wf_gate").status()).isEqualTo(404);
    }

    @Test
    void aSlugGoesBeforeTheIdOfAnotherWorkflow() {
        assertThat(wire.delete("/my-workspace/workflows/wf_other")
                        .at("/workflowId")
                        .textValue())
                .isEqualTo("wf_2");
    }

    @Test
    void thePathCanBeForSlugsOnly() {
        wire.control("POST", "options", "{'workflowsById':false}");

        assertThat(wire.delete("/my-workspace/workflows/wf_gate").status()).isEqualTo(404);
        assertThat(wire.delete("/my-workspace/workflows/gate").status()).isEqualTo(200);
    }

    @Test
    void workflowsAreCreatedAndUpdatedAsTheClientDoes() {
        SandboxFixture.Answer created = wire.send(
                "POST", "/my-workspace/createWorkflow?name=New%20One&url=new-one&template=%7B%7D&config=%7B%7D", "");
        String id = created.at("/workflow/id").textValue();
        assertThat(wire.send("POST", "/my-workspace/createWorkflow?name=N&url=new-one&config=%7B%7D", "")
                        .status())
                .isEqualTo(409);

        wire.send(
                "POST",
                "/my-workspace/updateWorkflow",
                "{'id':'" + id + "','name':'Newer','url':'newer','config':'{}'}");

        JsonNode workflow = wire.get("/my-workspace/workflows/newer").at("/workflow");
        assertThat(workflow.at("/id").textValue()).isEqualTo(id);
        assertThat(workflow.at("/name").textValue()).isEqualTo("Newer");
        assertThat(wire.get("/my-workspace/workflows/new-one").status()).isEqualTo(404);
        assertThat(wire.send("POST", "/my-workspace/updateWorkflow", "{'id':'none','name':'N','url':'u','config':'{}'}")
                        .status())
                .isEqualTo(404);
    }
}
