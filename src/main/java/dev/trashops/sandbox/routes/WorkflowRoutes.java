package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.Slugs;
import dev.trashops.sandbox.workspace.WorkspaceStore;

/** The routes that write workflows: one reads its input from the query, the other from the body, as the client sends it. */
final class WorkflowRoutes {
    private final WorkspaceStore state;
    private final IdGenerator ids;
    private final AuthenticatedCall call;

    WorkflowRoutes(WorkspaceStore state, IdGenerator ids, AuthenticatedCall call) {
        this.state = state;
        this.ids = ids;
        this.call = call;
    }

    ObjectNode answer() {
        if (call.route() == RoboflowRoute.CREATE_WORKFLOW) {
            JsonFields input = JsonFields.of(Json.tree(call.call().query()));
            String url = freeUrl(input);
            return write(new Workflow(
                    url,
                    input.requiredText("name"),
                    ids.next(),
                    call.now(),
                    input.text("config").orElse("{}")));
        }
        JsonFields input = call.fields();
        Workflow known = call.workspace().workflowById(input.requiredText("id")).orElseThrow(call::absent);
        String url = known.slug().equals(input.requiredText("url")) ? known.slug() : freeUrl(input);
        return write(new Workflow(
                url, input.requiredText("name"), known.id(), known.created(), input.requiredText("config")));
    }

    private String freeUrl(JsonFields input) {
        String url = input.requiredText("url");
        Slugs.problem("workflow", url).ifPresent(problem -> {
            throw input.bad("url", problem);
        });
        call.whole().checkFree("workflow", url);
        return url;
    }

    private ObjectNode write(Workflow workflow) {
        state.update(call.whole().with(workflow), call.behaviour().listingLag());
        return new ActiveItemsJson(call.workspace(), call.behaviour().shape()).oneWorkflow(workflow);
    }
}
