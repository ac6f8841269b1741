package dev.trashops.observability;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.CleanupWarning.Stage;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.WorkspaceProjection;
import dev.trashops.workspace.port.WorkspaceProjection.Subject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the alerts rest on: which policy has how many items in which trouble, and which policies there are. */
class PolicyMetricsTest {
    private static final PolicyId OURS = new PolicyId("team-a", "acme");
    private static final PolicyId THEIRS = new PolicyId("team-b", "acme");
    private static final String OF_OURS = "policy=\"acme\",policy_namespace=\"team-a\",";
    private static final String OF_THEIRS = "policy=\"acme\",policy_namespace=\"team-b\",";
    private static final String AT = "roboflow_region=\"US\",";
    private static final ItemKey CATS = ItemKey.project("cats");

    private final ManualClock clock = new ManualClock(ObservabilityFixture.NOW);
    private final Metrics metrics = new Metrics(clock);
    private final Map<ClaimId, ItemProjection> items = new LinkedHashMap<>();
    private final Map<ClaimId, Subject> subjects = new LinkedHashMap<>();

    @Test
    void anItemThatIsAboutToBePurgedCountsOnceHoweverManyResourcesAreAboutIt() {
        claim("one", OURS, CATS, endangered(Optional.of("id-1")));
        claim("same", OURS, CATS, endangered(Optional.of("id-1")));
        claim("by-its-former-name", OURS, ItemKey.project("kitties"), endangered(Optional.of("id-1")));
        claim("unknown", OURS, ItemKey.project("dogs"), endangered(Optional.empty()));
        claim("unknown-too", OURS, ItemKey.project("dogs"), endangered(Optional.empty()));
        show();
        assertThat(samples("trashops_endangered_items"))
                .containsExactly("{" + OF_OURS + AT + "stage=\"Within3d\",workspace=\"acme\"} 2.0");
    }

    @Test
    void eachPolicyHasItsOwnCount() {
        claim("one", OURS, CATS, endangered(Optional.of("id-1")));
        claim("theirs", THEIRS, CATS, endangered(Optional.of("id-1")));
        show();
        assertThat(samples("trashops_endangered_items"))
                .containsExactlyInAnyOrder(
                        "{" + OF_OURS + AT + "stage=\"Within3d\",workspace=\"acme\"} 1.0",
                        "{" + OF_THEIRS + AT + "stage=\"Within3d\",workspace=\"acme\"} 1.0");
        assertThat(samples("trashops_items"))
                .containsExactlyInAnyOrder(
                        "{" + OF_OURS + AT + "state=\"InTrash\",workspace=\"acme\"} 1.0",
                        "{" + OF_THEIRS + AT + "state=\"InTrash\",workspace=\"acme\"} 1.0");
    }

    @Test
    void aFailedActionIsShownUntilItsItemIsInOrder() {
        Readiness refused = Readiness.stalled(Reason.REJECTED, "Roboflow refuses.");
        claim("one", OURS, CATS, ObservabilityFixture.acted(Outcome.FAILED, refused));
        claim("two", OURS, ItemKey.project("dogs"), ObservabilityFixture.acted(Outcome.DONE, refused));
        show();
        assertThat(samples("trashops_failed_actions"))
                .containsExactly(
                        "{" + OF_OURS + "reason=\"Rejected\"," + AT + "verb=\"Restore\",workspace=\"acme\"} 1.0");
        claim(
                "one",
                OURS,
                CATS,
                ObservabilityFixture.acted(Outcome.FAILED, Readiness.ready(Reason.RESTORED, "It is active.")));
        show();
        assertThat(samples("trashops_failed_actions")).isEmpty();
    }

    /** A list is read every minute: what it holds is no new discovery each time. */
    @Test
    void whatIsUnfamiliarIsShownAsLastListed() {
        for (int i = 0; i < 10; i++) {
            metrics.unfamiliar(us("acme"), 2, 3);
        }
        assertThat(samples("trashops_unfamiliar_entries")).containsExactly("{" + AT + "workspace=\"acme\"} 2.0");
        assertThat(samples("trashops_unfamiliar_fields")).containsExactly("{" + AT + "workspace=\"acme\"} 3.0");
        metrics.unfamiliar(us("acme"), 0, 0);
        assertThat(samples("trashops_unfamiliar_entries")).containsExactly("{" + AT + "workspace=\"acme\"} 0.0");
    }

    /** A restart during an outage must not hide that nothing is seen. */
    @Test
    void aWorkspaceThatWasNeverListedIsUnseenSinceItShouldHaveBeen() {
        show();
        clock.advance(Duration.ofHours(2));
        assertThat(samples("trashops_snapshot_age_seconds")).containsExactly("{" + AT + "workspace=\"acme\"} 7200.0");
    }

    @Test
    void everyPolicyIsShownWhoeverHandlesItAndNoneThatIsGone() {
        Map<PolicyId, Optional<WorkspaceId>> known = new LinkedHashMap<>();
        metrics.withPolicies(() -> known);
        known.put(OURS, Optional.of(us("acme")));
        known.put(THEIRS, Optional.empty());
        assertThat(samples("trashops_policy_info"))
                .containsExactlyInAnyOrder(
                        "{" + OF_OURS + AT + "workspace=\"acme\"} 1",
                        "{" + OF_THEIRS + "roboflow_region=\"\",workspace=\"\"} 1");
        known.remove(OURS);
        assertThat(samples("trashops_policy_info")).hasSize(1);
    }

    @Test
    void aProcessSaysWhichDeploymentItBelongsTo() {
        metrics.withOperator("0.1.0", "trashops-system/shard-a", "shard=a");
        assertThat(samples("trashops_operator_info"))
                .containsExactly("{lease=\"trashops-system/shard-a\",policy_selector=\"shard=a\",version=\"0.1.0\"} 1");
    }

    @Test
    void everyMetricSaysWhatItIs() {
        metrics.withJvm()
                .withAudit(() -> true)
                .withOperator("0.1.0", "a/b", "")
                .withPolicies(() -> Map.of(OURS, Optional.of(us("acme"))));
        metrics.called(Region.US, "GET /", "2xx", Duration.ofMillis(3));
        metrics.failed(Region.US, new RoboflowFailure.Unavailable("GET /", FailureCause.answered(503)));
        metrics.ended(ObservabilityFixture.mutation("m1"), Outcome.DONE, "Done.", ObservabilityFixture.NOW);
        metrics.contradicted(ObservabilityFixture.mutation("m1"), List.of(), ObservabilityFixture.NOW);
        metrics.passed(us("acme"), Duration.ofMillis(3), ObservabilityFixture.NOW);
        metrics.listed(us("acme"), 1, ObservabilityFixture.NOW);
        metrics.unfamiliar(us("acme"), 0, 0);
        claim("one", OURS, CATS, endangered(Optional.empty()));
        claim(
                "two",
                OURS,
                ItemKey.project("dogs"),
                ObservabilityFixture.acted(Outcome.FAILED, Readiness.stalled(Reason.REJECTED, "No.")));
        metrics.published(
                new WorkspaceProjection(us("acme"), items, Map.of(OURS, ObservabilityFixture.policy()), subjects));
        List<String> help = metrics.scrape()
                .lines()
                .filter(line -> line.startsWith("# HELP "))
                .toList();
        assertThat(help).hasSizeGreaterThan(30).allMatch(line -> line.matches("# HELP \\S+ \\S.*\\S \\S.*"));
    }

    private void show() {
        metrics.published(
                new WorkspaceProjection(us("acme"), items, Map.of(OURS, ObservabilityFixture.policy()), subjects));
    }

    private void claim(String name, PolicyId policy, ItemKey item, ItemProjection projection) {
        ClaimId id = new ClaimId("uid-" + name, policy.namespace(), name);
        items.put(id, projection);
        subjects.put(id, new Subject(policy, item));
    }

    /** In the Trash, where it was seen with that id. */
    private static ItemProjection endangered(Optional<String> seenId) {
        ClaimStatus seen = ObservabilityFixture.claimStatus(
                ObservedState.IN_TRASH, Readiness.ready(Reason.OBSERVED, "In the Trash."));
        Optional<ItemIdentity> identity = seenId.map(id -> new ItemIdentity(
                us("acme"),
                Optional.of(id),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        ClaimStatus status = new ClaimStatus(
                seen.observedGeneration(),
                seen.handledRequest(),
                seen.observed(),
                seen.planned(),
                seen.hold(),
                seen.readiness(),
                identity,
                seen.trash(),
                seen.lastAction(),
                seen.drift());
        return new ItemProjection(
                status, Optional.of(new CleanupWarning(Stage.WITHIN_3D, "It is purged soon.")), Disposition.KEEP);
    }

    /** The samples of one metric, without its name. */
    private List<String> samples(String name) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .map(line -> line.substring(name.length()))
                .toList();
    }
}
