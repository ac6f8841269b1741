package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.Acknowledgement;
import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionStatus;
import dev.trashops.api.v1alpha1.ItemType;
import dev.trashops.api.v1alpha1.Mode;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.api.v1alpha1.Region;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.ApprovedPlan;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Limits;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.Scope;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.SecretKeyRef;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.EndangeredSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.ItemsSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PastAction;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.PlanSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.RuleSummary;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus.TrashSummary;
import dev.trashops.api.v1alpha1.Rule;
import dev.trashops.api.v1alpha1.Rule.Selector;
import dev.trashops.api.v1alpha1.RuleAction;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@RealKube
class LifeOfAPolicyIT {
    @Test
    void aBarePolicyGetsTheDefaults(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.policy(ManifestFixture.POLICY));

        RoboflowTrashPolicy policy = read(space);
        RoboflowTrashPolicySpec spec = policy.getSpec();
        assertThat(spec.credentials().secretKeyRef()).isEqualTo(new SecretKeyRef("roboflow", "api-key"));
        assertThat(spec.region()).isEqualTo(Region.US);
        assertThat(spec.interval()).isEqualTo("1m");
        assertThat(spec.mode()).isEqualTo(Mode.Enforce);
        assertThat(spec.limits()).isEqualTo(new Limits(10, 20, "24h", "30s"));
        assertThat(spec.warnBefore()).isEqualTo("7d");
        assertThat(spec.scope()).isNull();
        assertThat(spec.suspend()).isNull();
        assertThat(spec.rules()).isEmpty();
        assertThat(spec.approvedPlan()).isNull();
        assertThat(policy.getStatus())
                .isEqualTo(new RoboflowTrashPolicyStatus(
                        -1L, null, null, null, null, null, List.of(), null, List.of(), null, List.of(), List.of()));
    }

    @Test
    void limitsThatAreNotNamedKeepTheirDefaults(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.policyWith("limits: {maxTrashed: 3}"));

        assertThat(read(space).getSpec().limits()).isEqualTo(new Limits(3, 20, "24h", "30s"));
    }

    @Test
    void anEmptyScopeIsToldFromNoScope(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.policyWith("scope: {workflows: []}"));

        assertThat(read(space).getSpec().scope()).isEqualTo(new Scope(null, List.of()));
    }

    @Test
    void rulesOfEveryKindStandTogetherAndNothingIsAddedToThem(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.policyWith("""
                rules: [{name: protect, action: Restore, match: {projects: [prod-*]}},
                        {name: save, action: Restore, match: {cleanupWithin: 48h}, exclude: {deletedBy: uid-of-user}},
                        {name: prune, action: Trash, acknowledge: [TrainedModel],
                         match: {types: [Version], olderThan: 90d, keepLast: 5}, exclude: {projects: ['*-golden']}},
                        {name: mirror, action: Observe, match: {types: [Project, Version, Workflow, Training]}}],
                approvedPlan: {digest: 'sha256:%s', until: '2026-04-20T17:05:33Z'}""".formatted("0a".repeat(32))));

        RoboflowTrashPolicySpec spec = read(space).getSpec();
        assertThat(spec.rules())
                .containsExactly(
                        rule("protect", RuleAction.Restore, projects("prod-*"), null, List.of()),
                        rule(
                                "save",
                                RuleAction.Restore,
                                new Selector(List.of(), null, null, null, null, "48h", null, null, null),
                                new Selector(List.of(), null, null, "uid-of-user", null, null, null, null, null),
                                List.of()),
                        rule(
                                "prune",
                                RuleAction.Trash,
                                new Selector(List.of(ItemType.Version), null, null, null, null, null, "90d", 5, null),
                                projects("*-golden"),
                                List.of(Acknowledgement.TrainedModel)),
                        rule(
                                "mirror",
                                RuleAction.Observe,
                                new Selector(
                                        List.of(ItemType.values()), null, null, null, null, null, null, null, null),
                                null,
                                List.of()));
        assertThat(spec.approvedPlan())
                .isEqualTo(new ApprovedPlan("sha256:" + "0a".repeat(32), Instant.parse("2026-04-20T17:05:33Z")));
    }

    @Test
    void aStatusIsReadAsWritten(KubeSpace space) {
        ManifestFixture.create(space, ManifestFixture.policy(ManifestFixture.POLICY));
        Instant time = Instant.parse("2026-04-20T17:05:33Z");
        RoboflowTrashPolicyStatus written = new RoboflowTrashPolicyStatus(
                1L,
                "now",
                new RoboflowTrashPolicyStatus.Credentials(time, "812", null),
                new TrashSummary(
                        4,
                        1,
                        2,
                        1,
                        0,
                        0,
                        new EndangeredSummary(1, 2, 3),
                        time,
                        "~" + time,
                        "version my-detector/3",
                        true),
                "Plan",
                new ItemsSummary(5, 1, 1, 1, 2),
                List.of(new RuleSummary("protect", 3, 1, 0), new RuleSummary("prune", 40, 12, 12)),
                new PlanSummary(
                        "sha256:00",
                        1,
                        12,
                        12,
                        List.of(new RoboflowTrashPolicyStatus.KeptItems("Spared", 2)),
                        List.of("trash version my-detector/3"),
                        "a-policy-plan-00",
                        true),
                List.of(new PastAction(time, Action.Restore, "project shelf", Outcome.Done, "rule protect")),
                null,
                List.of(new RoboflowTrashPolicyStatus.Rename(
                        ItemType.Project, "shelf", "rack", "2026-01-01T00:00:00Z")),
                List.of(new Condition("Ready", ConditionStatus.True, "Available", "The key works.", time, 1L)));

        RoboflowTrashPolicy policy = read(space);
        policy.setStatus(written);
        space.client().resource(policy).updateStatus();

        assertThat(read(space).getStatus()).isEqualTo(written);
    }

    private static Rule rule(
            String name,
            RuleAction action,
            Selector match,
            @Nullable Selector exclude,
            List<Acknowledgement> acknowledge) {
        return new Rule(name, action, match, exclude, acknowledge, null);
    }

    private static Selector projects(String glob) {
        return new Selector(List.of(), List.of(glob), null, null, null, null, null, null, null);
    }

    private static RoboflowTrashPolicy read(KubeSpace space) {
        return space.client()
                .resources(RoboflowTrashPolicy.class)
                .inNamespace(space.namespace())
                .withName("a-policy")
                .get();
    }
}
