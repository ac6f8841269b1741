package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.ChildName;
import dev.trashops.plan.model.ClaimOrigin;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.RuleAction;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClaimOriginTest {
    private static final ItemKey ITEM = ItemKey.project("my-detector");
    private static final String RULE_LABEL = ApiNames.RULE_LABEL;
    private final RoboflowTrashPolicy policy = policy("team", "uid-1");

    @ParameterizedTest
    @EnumSource
    void ownerAndComputedNameMakeAnItemARules(RuleAction action) {
        TrashedItem item = item(name(action), ResourceFixture.PROJECT, owner("uid-1"));
        assertThat(origin(item)).isEqualTo(ClaimOrigin.of(action));
        item.getMetadata().setLabels(Map.of(RULE_LABEL, "some-other-rule"));
        assertThat(origin(item)).isEqualTo(ClaimOrigin.of(action));
    }

    @Test
    void whatAPersonChangedInTheSpecMakesNoDifference() {
        String changed =
                ResourceFixture.PROJECT.replace("desiredState: Restored", "desiredState: Trashed, suspend: true");
        assertThat(origin(item(name(RuleAction.OBSERVE), changed, owner("uid-1"))))
                .isEqualTo(ClaimOrigin.OBSERVE_RULE);
    }

    @Test
    void aPinnedIdBelongsToTheNameExceptForTrash() {
        String pinned = ResourceFixture.PROJECT.replace("project: my-detector", "project: my-detector, id: d_1");
        String name = ChildName.of("team", RuleAction.RESTORE, ITEM, Optional.of(new InternalId("d_1")));
        assertThat(origin(item(name, pinned, owner("uid-1")))).isEqualTo(ClaimOrigin.RESTORE_RULE);
        assertThat(origin(item(name(RuleAction.RESTORE), pinned, owner("uid-1"))))
                .isEqualTo(ClaimOrigin.LEFTOVER);
        assertThat(origin(item(name(RuleAction.TRASH), pinned, owner("uid-1")))).isEqualTo(ClaimOrigin.TRASH_RULE);
    }

    @Test
    void aLabelOrANameAloneGrantsNothing() {
        TrashedItem item = item(name(RuleAction.TRASH), ResourceFixture.PROJECT);
        assertThat(origin(item)).isEqualTo(ClaimOrigin.PERSON);
        item.getMetadata().setLabels(Map.of(RULE_LABEL, "prune", ApiNames.POLICY_LABEL, "team"));
        assertThat(origin(item)).isEqualTo(ClaimOrigin.LEFTOVER);
        item.getMetadata().setLabels(Map.of(ApiNames.POLICY_LABEL, "team"));
        assertThat(origin(item)).isEqualTo(ClaimOrigin.PERSON);
    }

    @Test
    void anotherOwnerLeavesItOver() {
        String name = name(RuleAction.TRASH);
        assertThat(origin(item(name, ResourceFixture.PROJECT, owner("uid-2")))).isEqualTo(ClaimOrigin.LEFTOVER);
        assertThat(origin(item(name, ResourceFixture.PROJECT, owner("uid-1")), Optional.empty()))
                .as("its policy is gone")
                .isEqualTo(ClaimOrigin.LEFTOVER);
        assertThat(origin(item(name, ResourceFixture.PROJECT, owner("uid-1")), Optional.of(policy("other", "uid-1"))))
                .as("the policy that was found is not the one that it names")
                .isEqualTo(ClaimOrigin.LEFTOVER);
    }

    @Test
    void anotherNameLeavesItOver() {
        assertThat(origin(item("one", ResourceFixture.PROJECT, owner("uid-1")))).isEqualTo(ClaimOrigin.LEFTOVER);
        assertThat(origin(item(
                        name(RuleAction.TRASH),
                        ResourceFixture.PROJECT.replace("my-detector", "another"),
                        owner("uid-1"))))
                .as("the name was computed for another item")
                .isEqualTo(ClaimOrigin.LEFTOVER);
    }

    @Test
    void ownersOfOtherKindsAndOwnersThatDoNotControlAreNoOwners() {
        String name = name(RuleAction.TRASH);
        for (UnaryOperator<OwnerReferenceBuilder> change : List.<UnaryOperator<OwnerReferenceBuilder>>of(
                owner -> owner.withKind("Application"),
                owner -> owner.withApiVersion("example.com/v1alpha1"),
                owner -> owner.withController(false),
                owner -> owner.withController(null))) {
            OwnerReference owner =
                    change.apply(new OwnerReferenceBuilder(owner("uid-1"))).build();
            assertThat(origin(item(name, ResourceFixture.PROJECT, owner)))
                    .as("%s", owner)
                    .isEqualTo(ClaimOrigin.PERSON);
        }
    }

    private ClaimOrigin origin(TrashedItem item) {
        return origin(item, Optional.of(policy));
    }

    private static ClaimOrigin origin(TrashedItem item, Optional<RoboflowTrashPolicy> policy) {
        return ClaimMapper.claim(item, policy, false)
                .valid()
                .orElseThrow()
                .spec()
                .origin();
    }

    private static String name(RuleAction action) {
        return ChildName.of("team", action, ITEM, Optional.empty());
    }

    private static RoboflowTrashPolicy policy(String name, String uid) {
        RoboflowTrashPolicy policy = ResourceFixture.policy("team-a", name, ResourceFixture.POLICY);
        policy.getMetadata().setUid(uid);
        return policy;
    }

    private static OwnerReference owner(String uid) {
        return new OwnerReferenceBuilder()
                .withApiVersion("trashops.dev/v1alpha1")
                .withKind("RoboflowTrashPolicy")
                .withName("team")
                .withUid(uid)
                .withController(true)
                .build();
    }

    private static TrashedItem item(String name, String spec, OwnerReference... owners) {
        TrashedItem item = ResourceFixture.item("team-a", name, spec);
        item.getMetadata().setOwnerReferences(List.of(owners));
        return item;
    }
}
