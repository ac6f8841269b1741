package dev.trashops.roboflow;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.roboflow.RoboflowApi.Reads;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one workspace. Each read takes one request from the budget if there is one; that background work leaves some
 * for others is its own decision, by {@link #budgetWait}, since a look before an action is the same read.
 */
record WorkspaceReader(Session session) implements Reader {

    @Override
    public String workspaceOfKey() throws RoboflowException {
        return session.workspaceOfKey();
    }

    /** Names of people end here unless they are asked for, so that nothing behind it can give them away. */
    @Override
    public TrashListing trash() throws RoboflowException {
        TrashReading.Found found = read(Route.TRASH, api -> api.trash(session.workspace()), TrashReading::of);
        if (found.unknownTypes() + found.unknownFields() > 0) {
            session.listener().unfamiliar(found.unknownTypes(), found.unknownFields());
        }
        return session.showNames() ? found.listing() : found.listing().withoutNames();
    }

    @Override
    public List<ActiveProject> projects() throws RoboflowException {
        return read(Route.WORKSPACE, api -> api.workspace(session.workspace()), ReadAnswers::projects);
    }

    @Override
    public List<ActiveWorkflow> workflows() throws RoboflowException {
        return read(Route.WORKFLOWS, api -> api.workflows(session.workspace()), ReadAnswers::workflows);
    }

    @Override
    public ProjectContents project(String slug) throws RoboflowException {
        Slug project = Slug.ofProject(slug);
        return read(
                Route.PROJECT,
                api -> api.project(session.workspace(), project),
                answer -> ReadAnswers.contents(answer, slug));
    }

    @Override
    public ActiveVersion version(String project, int number) throws RoboflowException {
        Slug parent = Slug.ofProject(project);
        if (number < 1) {
            throw new IllegalArgumentException("a version has a number of at least 1");
        }
        return read(
                Route.VERSION,
                api -> api.version(session.workspace(), parent, number),
                answer -> ReadAnswers.version(answer, number));
    }

    @Override
    public Duration budgetWait(Lane lane, int requests) {
        return session.budgetWait(lane, requests);
    }

    private <R> R read(Route route, Function<Reads, Answer> request, Function<Answer, R> reading)
            throws RoboflowException {
        return session.call(route, Reads.class, request, reading);
    }
}
