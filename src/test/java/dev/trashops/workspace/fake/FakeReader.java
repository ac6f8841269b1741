package dev.trashops.workspace.fake;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import dev.trashops.workspace.port.RoboflowGateway.Reader;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the workspace in memory answers to reads. */
final class FakeReader implements Reader {
    private final FakeRoboflowGateway roboflow;
    private final FaultInjector faults;
    private final ApiKey key;

    FakeReader(FakeRoboflowGateway roboflow, FaultInjector faults, ApiKey key) {
        this.roboflow = roboflow;
        this.faults = faults;
        this.key = key;
    }

    @Override
    public String workspaceOfKey() throws RoboflowException {
        roboflow.call("GET /", key);
        return isForeign() ? "other" : FakeRoboflowGateway.WORKSPACE.slug();
    }

    private boolean isForeign() {
        return key.reveal().startsWith("other");
    }

    private void call(String route) throws RoboflowException {
        roboflow.call(route, key);
        if (isForeign()) {
            throw new RoboflowException(new RoboflowFailure.Unauthorized(route));
        }
    }

    /** The newest first. Now and then it is torn, cut into pages, or empty although it is not. */
    @Override
    public TrashListing trash() throws RoboflowException {
        String route = "GET /:workspace/trash";
        roboflow.listed();
        call(route);
        boolean lies = faults.lies(route);
        boolean torn = lies && faults.chance(0.5);
        List<FakeItem> shown = roboflow.trash().stream()
                .filter(thing -> !lies || (torn && faults.chance(0.5)))
                .sorted(Comparator.comparing(thing -> thing.deletedAt().orElseThrow(), Comparator.reverseOrder()))
                .limit(faults.page())
                .toList();
        TrashListing listing = new TrashListing(
                shown.stream().map(roboflow::entry).toList(), !torn, Optional.of(roboflow.serverDate()));
        roboflow.answered(listing, shown);
        return listing;
    }

    @Override
    public List<ActiveProject> projects() throws RoboflowException {
        call("GET /:workspace");
        boolean lies = faults.lies("GET /:workspace");
        return active(ItemType.PROJECT).stream()
                .filter(thing -> !lies)
                .map(this::project)
                .toList();
    }

    private ActiveProject project(FakeItem thing) {
        return new ActiveProject(
                thing.key().slug(),
                Optional.of(thing.created()),
                Optional.of(versions(thing.key().slug()).size()),
                roboflow.isPublic(thing.key()));
    }

    private List<FakeItem> active(ItemType type) {
        return roboflow.active().values().stream()
                .filter(thing -> thing.is(type))
                .toList();
    }

    private List<FakeItem> versions(String slug) {
        return active(ItemType.VERSION).stream()
                .filter(thing -> thing.key().slug().equals(slug))
                .toList();
    }

    @Override
    public List<ActiveWorkflow> workflows() throws RoboflowException {
        call("GET /:workspace/workflows");
        boolean lies = faults.lies("GET /:workspace/workflows");
        return active(ItemType.WORKFLOW).stream()
                .filter(thing -> !lies)
                .map(thing -> new ActiveWorkflow(
                        thing.key().slug(), Optional.of(new InternalId(thing.id())), Optional.of(thing.created())))
                .toList();
    }

    @Override
    public ProjectContents project(String slug) throws RoboflowException {
        String route = "GET /:workspace/:project";
        call(route);
        FakeItem project = roboflow.active().get(ItemKey.project(slug));
        if (project == null) {
            throw new RoboflowException(new RoboflowFailure.NotFound(route));
        }
        return new ProjectContents(
                project(project),
                versions(slug).stream()
                        .map(thing -> version(
                                thing, roboflow.showsModel(thing) ? Tristate.YES : Tristate.UNKNOWN, Tristate.UNKNOWN))
                        .toList());
    }

    private static ActiveVersion version(FakeItem thing, Tristate trained, Tristate running) {
        return new ActiveVersion(thing.key().version(), Optional.of(thing.created()), trained, running, thing.usable());
    }

    @Override
    public ActiveVersion version(String project, int number) throws RoboflowException {
        String route = "GET /:workspace/:project/:version";
        call(route);
        ItemKey item = ItemKey.version(project, number);
        FakeItem thing = roboflow.active().get(item);
        if (thing == null || !roboflow.isActive(item)) {
            throw new RoboflowException(new RoboflowFailure.NotFound(route));
        }
        return version(thing, roboflow.showsModel(thing) ? Tristate.YES : Tristate.NO, Tristate.NO);
    }

    @Override
    public List<ActiveTraining> trainings(String project, int version) throws RoboflowException {
        String route = "GET /:workspace/:project/:version/v2/trainings";
        call(route);
        ItemKey item = ItemKey.version(project, version);
        FakeItem thing = roboflow.active().get(item);
        if (thing == null || !roboflow.isActive(item)) {
            throw new RoboflowException(new RoboflowFailure.NotFound(route));
        }
        return roboflow.models().runs(thing, roboflow.active().values());
    }

    @Override
    public WorkflowSpecification workflow(String slug) throws RoboflowException {
        String route = "GET /:workspace/workflows/:workflowUrl";
        call(route);
        if (!roboflow.isActive(ItemKey.workflow(slug))) {
            throw new RoboflowException(new RoboflowFailure.NotFound(route));
        }
        return roboflow.models().specification(slug);
    }

    @Override
    public Duration budgetWait(Lane lane, int requests) {
        return Duration.ZERO;
    }
}
