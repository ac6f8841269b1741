package dev.trashops.bench;

import dev.trashops.plan.PlanInput;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyState;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.TrashListing;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.observe.Inventory;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.ClaimStore;
import dev.trashops.workspace.port.CredentialStore;
import dev.trashops.workspace.port.LoopStores;
import dev.trashops.workspace.port.RecordStore;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kubernetes and Roboflow as a loop sees them while nothing happens: each answer equals the last one. */
final class StillWorkspace
        implements ClaimStore, CredentialStore, RecordStore, RoboflowGateway, RoboflowGateway.Reader {
    private final PlanInput input;
    private final Inventory inventory;
    private Workload workload;
    private int listings;

    StillWorkspace(PlanInput input) {
        this.input = input;
        this.inventory = input.inventory();
        this.workload = workload(input.claims());
    }

    private Workload workload(List<Claim> claims) {
        List<Policy> policies =
                input.policies().stream().map(PolicyState::policy).toList();
        return new Workload(policies, claims, Map.of(), List.of(), Map.of());
    }

    LoopStores stores() {
        return new LoopStores(this, this, this, () -> true);
    }

    WorkspaceId workspace() {
        return input.workspace();
    }

    /** How often the Trash was listed. */
    int listings() {
        return listings;
    }

    @Override
    public Optional<Workload> workload(WorkspaceId workspace) {
        return Optional.of(workload);
    }

    @Override
    public void publish(WorkspaceProjection projection) {
        List<Claim> claims = workload.claims().stream()
                .map(claim -> Optional.ofNullable(projection.items().get(claim.id()))
                        .map(said -> claim.withStatus(said.claimStatus()))
                        .orElse(claim))
                .toList();
        workload = workload(claims);
    }

    @Override
    public KeyLookup key(Policy policy) {
        return new KeyLookup.Found(new ApiKey("key"));
    }

    @Override
    public Optional<DeletionLedger> ledger(Policy policy) {
        return Optional.of(DeletionLedger.EMPTY);
    }

    @Override
    public Reader reader(WorkspaceId workspace, ApiKey key) {
        return this;
    }

    @Override
    public String workspaceOfKey() {
        return input.workspace().slug();
    }

    @Override
    public TrashListing trash() {
        listings++;
        TrashListing listing = input.trash().orElseThrow().listing();
        return new TrashListing(new ArrayList<>(listing.entries()), listing.complete(), listing.serverDate());
    }

    @Override
    public List<ActiveProject> projects() {
        return List.copyOf(found(inventory.projects().orElseThrow()).values());
    }

    @Override
    public List<ActiveWorkflow> workflows() {
        return List.copyOf(found(inventory.workflows().orElseThrow()).values());
    }

    @Override
    public ProjectContents project(String slug) {
        return found(inventory.contents().get(slug));
    }

    @Override
    public ActiveVersion version(String project, int number) {
        return found(inventory.versions().get(ItemKey.version(project, number)));
    }

    @Override
    public List<ActiveTraining> trainings(String project, int version) {
        return found(inventory.trainings().get(ItemKey.version(project, version)));
    }

    @Override
    public WorkflowSpecification workflow(String slug) {
        return found(inventory.specifications().get(slug));
    }

    private static <T> T found(@Nullable ReadResult<T> read) {
        return Objects.requireNonNull(read).found().orElseThrow();
    }

    @Override
    public Duration budgetWait(Lane lane, int requests) {
        return Duration.ZERO;
    }

    @Override
    public Optional<Fresh> reread(ClaimId claim, PolicyId policy) {
        throw actsAlthoughStill();
    }

    @Override
    public Optional<FreshPolicy> reread(PolicyId policy) {
        throw actsAlthoughStill();
    }

    @Override
    public boolean begin(ClaimId claim, String resourceVersion, ItemProjection projection) {
        throw actsAlthoughStill();
    }

    @Override
    public boolean enter(Policy policy, DeletionLedger.Entry entry) {
        throw actsAlthoughStill();
    }

    @Override
    public boolean forget(Policy policy, Set<ItemKey> gone) {
        throw actsAlthoughStill();
    }

    @Override
    public ApprovedPlanLookup plan(Policy policy, String digest) {
        throw actsAlthoughStill();
    }

    @Override
    public Optional<Restorer> restorer(WorkspaceId workspace, ApiKey key) {
        throw actsAlthoughStill();
    }

    @Override
    public Optional<Trasher> trasher(WorkspaceId workspace, ApiKey key, ItemKey released) {
        throw actsAlthoughStill();
    }

    private static IllegalStateException actsAlthoughStill() {
        return new IllegalStateException("Nothing is to be done in a workspace at rest");
    }
}
