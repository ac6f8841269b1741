package dev.trashops.controller.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecMappingTest {

    @Test
    void everyTypeOfItemGetsTheKeyThatPeopleCallItBy() {
        assertThat(key("{type: Project, project: my-detector}")).isEqualTo(ItemKey.project("my-detector"));
        assertThat(key("{type: Version, project: my-detector, version: 3}"))
                .isEqualTo(ItemKey.version("my-detector", 3));
        assertThat(key("{type: Training, project: my-detector, version: 3, training: ws/my-detector/3}"))
                .isEqualTo(ItemKey.training("my-detector", 3, "ws/my-detector/3"));
        assertThat(key("{type: Workflow, workflow: checkout}")).isEqualTo(ItemKey.workflow("checkout"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {type: Version, project: my-detector}                 | spec.item.version is missing
        {type: Version, project: my-detector, version: 0}     | spec.item.version is out of range
        {type: Version, project: my-detector, version: -1}    | spec.item.version is out of range
        {type: Project, project: my-detector, version: 3}     | spec.item.version does not match
        {type: Project, project: a/b}                         | spec.item.project is not a valid slug
        {type: Project, project: '..'}                        | spec.item.project is not a valid slug
        {type: Project, project: 'a%2eb'}                     | spec.item.project is not a valid slug
        {type: Project, project: Trash}                       | spec.item.project cannot be Trash
        {type: Project, project: workflows}                   | spec.item.project cannot be workflows
        {type: Version, project: Images, version: 1}          | spec.item.project cannot be Images
        {type: Project, project: api-keys, id: d_1}           | spec.item.project cannot be api-keys
        {type: Project}                                       | spec.item.project is missing
        {type: Project, workflow: checkout}                   | spec.item.workflow does not match
        {type: Workflow, project: a, workflow: checkout}      | spec.item.project does not match
        {type: Workflow, workflow: ''}                        | spec.item.workflow is not a valid slug
        {project: my-detector}                                | spec.item.type is missing
        {type: Training, version: 3, training: t}             | spec.item.project is missing
        {type: Training, project: a, training: t}             | spec.item.version is missing
        {type: Training, project: a, version: 3}              | spec.item.training is missing
        {type: Training, project: a, version: 3, training: t/../b} | spec.item.training is not a valid id
        {type: Training, project: a, version: 3, training: 't%2f'} | spec.item.training is not a valid id
        {type: Training, project: a, version: 3, training: t, id: t} | spec.item.id does not match
        {type: Version, project: a, version: 3, training: t}  | spec.item.training does not match
        {type: Project, project: a, training: t}              | spec.item.training does not match
        {type: Workflow, workflow: a, training: t}            | spec.item.training does not match
        """)
    void anItemThatTheSchemaRefusesIsRefused(String item, String message) {
        assertThat(claim("{policyRef: {name: team}, item: " + item + ", desiredState: Trashed}"))
                .isInstanceOfSatisfying(
                        MappingResult.Refused.class,
                        refused -> assertThat(refused.message()).startsWith(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-x9y8z", "--", "_", "u.s.-coins.someone", "...", "0"})
    void slugsOfEveryShapeAreTaken(String slug) {
        assertThat(key("{type: Project, project: '" + slug + "'}")).isEqualTo(ItemKey.project(slug));
        assertThat(key("{type: Workflow, workflow: '" + slug + "'}")).isEqualTo(ItemKey.workflow(slug));
        assertThat(policy("{workspace: '" + slug + "', credentials: {secretKeyRef: {name: roboflow}}}")
                        .valid()
                        .orElseThrow()
                        .workspace()
                        .slug())
                .isEqualTo(slug);
    }

    @Test
    void aProjectOfAReservedWordIsOnlyRestoredOrObservedByItsId() {
        assertThat(key("{type: Project, project: images, id: d_1}")).isEqualTo(ItemKey.project("images"));
        assertThat(key("{type: Version, project: images, version: 2, id: d_1}"))
                .isEqualTo(ItemKey.version("images", 2));
        assertThat(key("{type: Workflow, workflow: images}")).isEqualTo(ItemKey.workflow("images"));
        assertThat(claim("{policyRef: {name: team}, item: {type: Project, project: images}, desiredState: Restored}"))
                .isInstanceOf(MappingResult.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"models", "Universe", "batch-processing", "VISION-EVENTS"})
    void aReservedWordIsNoWorkspace(String word) {
        assertThat(policy("{workspace: " + word + ", credentials: {secretKeyRef: {name: roboflow}}}"))
                .isInstanceOfSatisfying(
                        MappingResult.Refused.class,
                        refused -> assertThat(refused.message()).startsWith("spec.workspace cannot be " + word));
    }

    @Test
    void anItemWithoutDesiredStateOrPolicyIsRefused() {
        String item = "item: {type: Project, project: my-detector}";
        assertThat(claim("{policyRef: {name: team}, " + item + "}"))
                .isEqualTo(new MappingResult.Refused<Claim>("spec.desiredState is missing: set it."));
        assertThat(claim("{desiredState: Trashed, " + item + "}"))
                .isEqualTo(new MappingResult.Refused<Claim>("spec.policyRef.name is missing: set it."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        interval: soon                  | spec.interval is not a valid duration
        interval: 1.5m                  | spec.interval is not a valid duration
        interval: 5s                    | spec.interval is out of range: write at least 10s and at most 1d.
        warnBefore: 90d                 | spec.warnBefore is out of range: write at least 1d and at most 30d.
        limits: {maxTrashed: -1}        | spec.limits.maxTrashed is out of range
        limits: {maxTrashedPercent: 101} | spec.limits.maxTrashedPercent is out of range
        limits: {window: 1s}            | spec.limits.window is out of range: write at least 1m and at most 30d.
        limits: {settle: 2h}            | spec.limits.settle is out of range: write at least 0s and at most 1h.
        """)
    void aPolicyThatTheSchemaRefusesIsRefused(String field, String message) {
        assertThat(policy("{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}, " + field + "}"))
                .isInstanceOfSatisfying(
                        MappingResult.Refused.class,
                        refused -> assertThat(refused.message()).startsWith(message));
    }

    @Test
    void everyUnitOfADurationIsUnderstood() {
        Policy policy = policy("{workspace: acme, credentials: {secretKeyRef: {name: roboflow}}, interval: 90s,"
                        + " warnBefore: 48h, limits: {window: 2d, settle: 5m}, scope: {projects: []}}")
                .valid()
                .orElseThrow();
        assertThat(policy.interval()).isEqualTo(Duration.ofSeconds(90));
        assertThat(policy.warnBefore()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.limits().window()).isEqualTo(Duration.ofDays(2));
        assertThat(policy.limits().settle()).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.scope().projects())
                .hasValueSatisfying(globs -> assertThat(globs)
                        .as("an empty list is no bound-less one")
                        .isEmpty());
        assertThat(policy.scope().workflows()).isEmpty();
    }

    @Test
    void ourAnnotationCountsBeforeTheOneOfFlux() {
        var item = ResourceFixture.item("team-a", "one", ResourceFixture.PROJECT);
        assertThat(ResourceMetadata.requestedAt(item)).isEmpty();
        item.getMetadata().setAnnotations(Map.of(ApiNames.FLUX_REQUESTED_AT, "flux"));
        assertThat(ResourceMetadata.requestedAt(item)).contains("flux");
        item.getMetadata().setAnnotations(Map.of(ApiNames.FLUX_REQUESTED_AT, "flux", ApiNames.REQUESTED_AT, "ours"));
        assertThat(ResourceMetadata.requestedAt(item)).contains("ours");
    }

    private static ItemKey key(String item) {
        return claim("{policyRef: {name: team}, item: " + item + ", desiredState: Observed}")
                .valid()
                .orElseThrow()
                .item();
    }

    private static MappingResult<Claim> claim(String spec) {
        return ClaimMapper.claim(ResourceFixture.item("team-a", "one", spec), Optional.empty(), false);
    }

    private static MappingResult<Policy> policy(String spec) {
        return PolicyMapper.policy(ResourceFixture.policy("team-a", "team", spec));
    }
}
