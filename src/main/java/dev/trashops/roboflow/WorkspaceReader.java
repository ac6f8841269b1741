package dev.trashops.roboflow;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.roboflow.http.ApiRoute;
import dev.trashops.roboflow.http.ApiSession;
import dev.trashops.roboflow.http.PathSegment;
import dev.trashops.roboflow.http.RoboflowApi.Reads;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.InventoryResponses;
import dev.trashops.roboflow.json.TrashListingParser;
import dev.trashops.roboflow.json.WorkflowResponse;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one workspace. Each read takes one request from the budget. Background work has to ask {@link #budgetWait} first
 * to leave some requests for others: this class cannot do that for it, since the fresh read before an action is the same
 * call.
 */
record WorkspaceReader(ApiSession session) implements Reader {

    @Override
    public String workspaceOfKey() throws RoboflowException {
        return session.workspaceOfKey();
    }

    @Override
    public TrashListing trash() throws RoboflowException {
        TrashListingParser.Found found = read(
                ApiRoute.TRASH,
                api -> api.trash(session.workspace()),
                answer -> TrashListingParser.of(answer, session.clients().showNames()));
        WorkspaceId workspace =
                new WorkspaceId(session.region(), session.workspace().text());
        session.clients().listener().unfamiliar(workspace, found.unknownTypes(), found.unknownFields());
        return found.listing();
    }

    @Override
    public List<ActiveProject> projects() throws RoboflowException {
        return read(ApiRoute.WORKSPACE, api -> api.workspace(session.workspace()), InventoryResponses::projects);
    }

    @Override
    public List<ActiveWorkflow> workflows() throws RoboflowException {
        return read(ApiRoute.WORKFLOWS, api -> api.workflows(session.workspace()), InventoryResponses::workflows);
    }

    @Override
    public ProjectContents project(String slug) throws RoboflowException {
        PathSegment project = session.slugOf(ItemKey.project(slug), ApiRoute.PROJECT);
        return read(
                ApiRoute.PROJECT,
                api -> api.project(session.workspace(), project),
                answer ->
                        InventoryResponses.contents(answer, session.workspace().text(), slug));
    }

    @Override
    public ActiveVersion version(String project, int number) throws RoboflowException {
        PathSegment parent = session.slugOf(ItemKey.version(project, number), ApiRoute.VERSION);
        return read(
                ApiRoute.VERSION,
                api -> api.version(session.workspace(), parent, number),
                answer -> InventoryResponses.version(answer, session.workspace().text(), project, number));
    }

    @Override
    public List<ActiveTraining> trainings(String project, int version) throws RoboflowException {
        PathSegment parent = session.slugOf(ItemKey.version(project, version), ApiRoute.TRAININGS);
        return read(
                ApiRoute.TRAININGS,
                api -> api.trainings(session.workspace(), parent, version),
                InventoryResponses::trainings);
    }

    @Override
    public WorkflowSpecification workflow(String slug) throws RoboflowException {
        PathSegment workflow = session.slugOf(ItemKey.workflow(slug), ApiRoute.WORKFLOW);
        return read(
                ApiRoute.WORKFLOW, api -> api.workflow(session.workspace(), workflow), WorkflowResponse::specification);
    }

    @Override
    public Duration budgetWait(Lane lane, int requests) {
        return session.budgetWait(lane, requests);
    }

    private <R> R read(ApiRoute route, Function<Reads, ApiResponse> request, Function<ApiResponse, R> reading)
            throws RoboflowException {
        return session.call(route, Reads.class, request, reading);
    }
}
