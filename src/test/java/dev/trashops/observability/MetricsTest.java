package dev.trashops.observability;

import static dev.trashops.Workspaces.eu;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.write.StatusListener.RefusedWrite;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final int SCRAPES = 2_000;

    private final Metrics metrics = new Metrics(Clock.fixed(ObservabilityFixture.NOW.plusSeconds(90), ZoneOffset.UTC));

    @Test
    void requestsAreCountedByRouteAndStatusClass() {
        metrics.called(Region.US, "GET /:workspace/trash", "2xx", Duration.ofMillis(250));
        metrics.called(Region.US, "GET /:workspace/trash", "none", Duration.ofSeconds(10));
        assertThat(samples())
                .contains(
                        "trashops_api_requests_total{roboflow_region=\"US\",route=\"GET /:workspace/trash\",status_class=\"2xx\"} 1.0",
                        "trashops_api_requests_total{roboflow_region=\"US\",route=\"GET /:workspace/trash\",status_class=\"none\"} 1.0",
                        "trashops_api_request_duration_seconds_count{roboflow_region=\"US\",route=\"GET /:workspace/trash\"} 2",
                        "trashops_api_request_duration_seconds_sum{roboflow_region=\"US\",route=\"GET /:workspace/trash\"} 10.25");
    }

    @Test
    void theAgeOfASnapshotGrowsByTheClock() {
        metrics.listed(us("acme"), 12, ObservabilityFixture.NOW);
        assertThat(samples())
                .contains(
                        "trashops_snapshot_age_seconds{roboflow_region=\"US\",workspace=\"acme\"} 90.0",
                        "trashops_trash_entries{roboflow_region=\"US\",workspace=\"acme\"} 12.0");
        metrics.listed(us("acme"), 3, ObservabilityFixture.NOW.plusSeconds(60));
        assertThat(samples())
                .contains(
                        "trashops_snapshot_age_seconds{roboflow_region=\"US\",workspace=\"acme\"} 30.0",
                        "trashops_trash_entries{roboflow_region=\"US\",workspace=\"acme\"} 3.0");
    }

    @Test
    void actionsFailuresAndPassesAreCounted() {
        metrics.begins(ObservabilityFixture.mutation("m1"));
        metrics.ended(
                ObservabilityFixture.mutation("m1"), LastAction.Outcome.DONE, "Restored.", ObservabilityFixture.NOW);
        metrics.failed(Region.US, new RoboflowFailure.Unavailable("GET /:workspace/trash", FailureCause.answered(503)));
        metrics.passed(us("acme"), Duration.ofMillis(40), ObservabilityFixture.NOW);
        metrics.planned(us("acme"), Duration.ofMillis(30));
        metrics.contradicted(ObservabilityFixture.ruled("m2"), List.of(), ObservabilityFixture.NOW);
        metrics.writeRefused(new TrashedItem(), RefusedWrite.OWNER, "403 not here");
        assertThat(samples())
                .contains(
                        "trashops_actions_total{outcome=\"Done\",verb=\"Restore\"} 1.0",
                        "trashops_failures_total{cause=\"http-503\",kind=\"Unavailable\",roboflow_region=\"US\",route=\"GET /:workspace/trash\"} 1.0",
                        "trashops_refused_writes_total{kind=\"TrashedItem\",write=\"Owner\"} 1.0",
                        "trashops_unexpected_answers_total{roboflow_region=\"US\",verb=\"Trash\"} 1.0",
                        "trashops_pass_duration_seconds_count 1",
                        "trashops_plan_duration_seconds_count 1");
    }

    @Test
    void aViewShowsItemsConditionsAndTheNextCleanup() {
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(
                        claim("a"),
                        ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_3D),
                        claim("b"),
                        item(ObservedState.MISSING, Readiness.stalled(Reason.NOT_FOUND, "No such item."))),
                Map.of(new PolicyId("team-a", "acme"), ObservabilityFixture.policy())));
        assertThat(samples())
                .contains(
                        "trashops_items{policy=\"acme\",policy_namespace=\"team-a\",roboflow_region=\"US\",state=\"InTrash\",workspace=\"acme\"} 1.0",
                        "trashops_items{policy=\"acme\",policy_namespace=\"team-a\",roboflow_region=\"US\",state=\"Missing\",workspace=\"acme\"} 1.0",
                        "trashops_conditions{condition=\"Ready\",kind=\"TrashedItem\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"Observed\",roboflow_region=\"US\",workspace=\"acme\"} 1.0",
                        "trashops_conditions{condition=\"Stalled\",kind=\"TrashedItem\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"NotFound\",roboflow_region=\"US\",workspace=\"acme\"} 1.0",
                        "trashops_conditions{condition=\"CleanupImminent\",kind=\"TrashedItem\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"Within3d\",roboflow_region=\"US\",workspace=\"acme\"} 1.0",
                        "trashops_conditions{condition=\"Ready\",kind=\"RoboflowTrashPolicy\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"Available\",roboflow_region=\"US\",workspace=\"acme\"} 1.0",
                        "trashops_plan_held{policy=\"acme\",policy_namespace=\"team-a\",roboflow_region=\"US\",workspace=\"acme\"} 4.0",
                        "trashops_conditions{condition=\"ApprovalRequired\",kind=\"RoboflowTrashPolicy\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"ApprovalRequired\",roboflow_region=\"US\",workspace=\"acme\"} 1.0",
                        "trashops_conditions{condition=\"LimitExceeded\",kind=\"RoboflowTrashPolicy\",policy=\"acme\",policy_namespace=\"team-a\",reason=\"LimitExceeded\",roboflow_region=\"US\",workspace=\"acme\"} 1.0")
                .anyMatch(
                        line -> line.startsWith(
                                "trashops_earliest_cleanup_timestamp_seconds{policy=\"acme\",policy_namespace=\"team-a\",roboflow_region=\"US\",workspace=\"acme\"} 1.7"));
    }

    @Test
    void whatIsNoLongerSoIsNoLongerShown() {
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(claim("a"), item(ObservedState.IN_TRASH, Readiness.reconciling(Reason.RESTORING, "Restoring."))),
                Map.of()));
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(claim("a"), item(ObservedState.ACTIVE, Readiness.ready(Reason.RESTORED, "Active."))),
                Map.of()));
        assertThat(samples())
                .contains(
                        "trashops_items{policy=\"acme\",policy_namespace=\"team-a\",roboflow_region=\"US\",state=\"Active\",workspace=\"acme\"} 1.0")
                .noneMatch(line -> line.contains("InTrash") || line.contains("Restoring"));
    }

    @Test
    void aWorkspaceThatIsGoneLeavesNoSeriesAndOthersStay() {
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(claim("a"), ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_3D)),
                Map.of(new PolicyId("team-a", "acme"), ObservabilityFixture.policy())));
        metrics.unfamiliar(us("acme"), 1, 2);
        metrics.listed(us("acme"), 12, ObservabilityFixture.NOW);
        metrics.listed(us("other"), 1, ObservabilityFixture.NOW);
        metrics.published(WorkspaceProjection.empty(us("acme")));
        assertThat(samples()).noneMatch(line -> line.contains("acme")).anyMatch(line -> line.contains("other"));
    }

    @Test
    void workspacesOfOneSlugInTwoRegionsAreToldApart() {
        metrics.listed(us("acme"), 12, ObservabilityFixture.NOW);
        metrics.listed(eu("acme"), 3, ObservabilityFixture.NOW);
        metrics.called(Region.EU, "GET /:workspace/trash", "2xx", Duration.ofMillis(250));
        metrics.failed(Region.EU, new RoboflowFailure.Unavailable("GET /:workspace/trash", Trouble.TIMEOUT));
        assertThat(samples())
                .contains(
                        "trashops_trash_entries{roboflow_region=\"US\",workspace=\"acme\"} 12.0",
                        "trashops_trash_entries{roboflow_region=\"EU\",workspace=\"acme\"} 3.0",
                        "trashops_api_requests_total{roboflow_region=\"EU\",route=\"GET /:workspace/trash\",status_class=\"2xx\"} 1.0",
                        "trashops_failures_total{cause=\"timeout\",kind=\"Unavailable\",roboflow_region=\"EU\",route=\"GET /:workspace/trash\"} 1.0");
        metrics.published(WorkspaceProjection.empty(eu("acme")));
        assertThat(samples())
                .contains("trashops_trash_entries{roboflow_region=\"US\",workspace=\"acme\"} 12.0")
                .noneMatch(line -> line.startsWith("trashops_trash_entries{roboflow_region=\"EU\""));
    }

    @Test
    void aScrapeWhileGaugesChangeShowsEachSeriesOnce() {
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
            while (!ended.get()) {
                metrics.published(ObservabilityFixture.projection(
                        us("acme"), Map.of(), Map.of(new PolicyId("team-a", "acme"), ObservabilityFixture.policy())));
                metrics.listed(us("acme"), 12, ObservabilityFixture.NOW);
            }
        });
        try {
            for (int i = 0; i < SCRAPES; i++) {
                assertThat(samples()).doesNotHaveDuplicates();
            }
        } finally {
            ended.set(true);
            changes.join();
        }
    }

    @Test
    void noLabelNamesAnItemOrAPerson() {
        metrics.ended(
                ObservabilityFixture.mutation("m1"), LastAction.Outcome.DONE, "Restored.", ObservabilityFixture.NOW);
        metrics.published(ObservabilityFixture.projection(
                us("acme"),
                Map.of(claim("keep-v3"), ObservabilityFixture.warned(CleanupWarning.Stage.WITHIN_7D)),
                Map.of()));
        assertThat(metrics.scrape()).doesNotContain("keep-v3", "my-detector", "abc123", "uid");
    }

    @Test
    void whetherTheAuditLogCanBeWrittenIsAskedAtEachScrape() {
        AtomicBoolean writable = new AtomicBoolean(true);
        metrics.withAudit(writable::get);
        System.gc();
        assertThat(samples()).contains("trashops_audit_writable 1.0");
        writable.set(false);
        assertThat(samples()).contains("trashops_audit_writable 0.0");
    }

    @Test
    void theJvmIsThereWhenAskedFor() {
        assertThat(metrics.withJvm().scrape()).contains("jvm_memory_used_bytes", "process_uptime_seconds");
    }

    private List<String> samples() {
        return metrics.scrape().lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static ClaimId claim(String name) {
        return new ClaimId("uid-" + name, "team-a", name);
    }

    private static ItemProjection item(ObservedState observed, Readiness readiness) {
        return ObservabilityFixture.view(ObservabilityFixture.claimStatus(observed, readiness));
    }
}
