package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@RealKube
class RefusedItemsIT {
    private static final String SLUG =
            "write the slug as it stands in the address of the Roboflow app: 1 to 128 letters";

    static Stream<Arguments> items() {
        return Stream.of(
                arguments(
                        "type: Version, project: my-detector",
                        "spec.item.version: Required value: a Version is named by"
                                + " the slug of its project and its number: write version, for example version: 3"),
                arguments(
                        "type: Version, version: 3",
                        "spec.item.project: Required value: a Version is named by the slug"
                                + " of its project and its number: write project"),
                arguments(
                        "type: Version, project: my-detector, version: 0",
                        "spec.item.version: Invalid value: 0:"
                                + " spec.item.version in body should be greater than or equal to 1"),
                arguments("type: Version, project: my-detector, version: -1", "should be greater than or equal to 1"),
                arguments("type: Version, project: my-detector, version: three", "must be of type integer"),
                arguments("type: Version, project: my-detector, version: '3'", "must be of type integer"),
                arguments(
                        "type: Version, project: my-detector, version: 2147483648",
                        "spec.item.version: Invalid value:"
                                + " 2147483648: write the number of the version, from 1 to 2147483647"),
                arguments(
                        "type: Project",
                        "spec.item.project: Required value: a Project is named by its slug: write" + " project"),
                arguments(
                        "type: Project, project: my-detector, version: 3",
                        "spec.item.version: Forbidden: only a Version"
                                + " has a number: remove version, or write type: Version"),
                arguments(
                        "type: Project, project: my-detector, workflow: checkout",
                        "spec.item.workflow: Forbidden: only a"
                                + " Workflow has the field workflow: remove it, or write type: Workflow"),
                arguments(
                        "type: Workflow",
                        "spec.item.workflow: Required value: a Workflow is named by its own slug: write" + " workflow"),
                arguments(
                        "type: Workflow, workflow: checkout, project: my-detector",
                        "spec.item.project: Forbidden: a"
                                + " Workflow belongs to no project: remove project and write workflow"),
                arguments(
                        "type: Workflow, workflow: checkout, version: 3",
                        "spec.item.version: Forbidden: only a Version" + " has a number: remove version"),
                arguments("type: Workflow, workflow: a/b", SLUG),
                arguments(
                        "type: Dataset, project: my-detector",
                        "spec.item.type: Unsupported value: \"Dataset\": supported"
                                + " values: \"Project\", \"Version\", \"Workflow\""),
                arguments("project: my-detector", "spec.item.type: Required value"),
                arguments(
                        "type: Project, project: trash",
                        "spec.item.project: Invalid value: \"trash\": trash and workflows"
                                + " are no projects: write the slug of a project"),
                arguments("type: Version, project: workflows, version: 1", "trash and workflows are no projects"),
                arguments("type: Project, project: Trash", "trash and workflows are no projects"),
                arguments(
                        "type: Project, project: my-detector, id: ''",
                        "write the internal id as the Trash listing" + " shows it"),
                arguments(
                        "type: Project, project: my-detector, id: d 1",
                        "write the internal id as the Trash listing" + " shows it"));
    }

    @ParameterizedTest
    @MethodSource("items")
    void anItemThatNamesNothingClearlyIsRefused(String item, String message, KubeSpace space) {
        refuses(space, "{policyRef: {name: team-a}, desiredState: Restored, item: {" + item + "}}", message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "../trash", "%2e", "a?b", "a b", "", "-a", "_a", "a\\nb", "ä", "a."})
    void aSlugThatWouldReachAnotherAddressIsRefused(String slug, KubeSpace space) {
        String spec =
                "{policyRef: {name: team-a}, desiredState: Trashed, item: {type: Project, project: \"" + slug + "\"}}";
        refuses(space, spec, "spec.item.project: Invalid value: ");
        refuses(space, spec, SLUG);
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 200})
    void aSlugThatIsTooLongIsRefused(int length, KubeSpace space) {
        refuses(
                space,
                "{policyRef: {name: team-a}, desiredState: Trashed, item: {type: Project, project: %s}}"
                        .formatted("a".repeat(length)),
                "spec.item.project: Too long: may not be more than 128");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "2026-04-20",
                "2026-04-20T17:05:33",
                "2026-04-20 17:05:33Z",
                "2026-02-30T00:00:00Z",
                "2026-04-20T25:00:00Z"
            })
    void aTimeWithoutZoneOrSenseIsRefused(String time, KubeSpace space) {
        refuses(
                space,
                "{policyRef: {name: team-a}, desiredState: Trashed, item: {type: Project, project: a, createdBefore: '%s'}}"
                        .formatted(time),
                "write a time with its zone, for example 2026-04-20T17:05:33Z");
    }

    static Stream<Arguments> specs() {
        String item = "item: {type: Project, project: my-detector}";
        return Stream.of(
                arguments(
                        "{policyRef: {name: team-a}, " + item + "}",
                        "spec.desiredState: Required value: write" + " desiredState: Observed, Restored or Trashed"),
                arguments("{policyRef: {name: team-a}, " + item + ", desiredstate: Restored}", "write desiredState"),
                arguments(
                        "{policyRef: {name: team-a}, " + item + ", desiredState: Deleted}",
                        "spec.desiredState:"
                                + " Unsupported value: \"Deleted\": supported values: \"Observed\", \"Restored\", \"Trashed\""),
                arguments(
                        "{policyRef: {name: team-a}, " + item + ", desiredState: Restored, driftPolicy: Ignore}",
                        "spec.driftPolicy: Unsupported value: \"Ignore\": supported values: \"Correct\", \"Report\""),
                arguments(
                        "{policyRef: {name: team-a}, " + item + ", desiredState: Restored, deletionPolicy: Delete}",
                        "spec.deletionPolicy: Unsupported value: \"Delete\": supported values: \"Orphan\", \"Restore\""),
                arguments(
                        "{policyRef: {name: team-a}, " + item + ", desiredState: Trashed, acknowledge: [Everything]}",
                        "spec.acknowledge[0]: Unsupported value: \"Everything\""),
                arguments("{policyRef: {name: team-a}, desiredState: Restored}", "spec.item: Required value"),
                arguments("{" + item + ", desiredState: Restored}", "spec.policyRef: Required value"),
                arguments(
                        "{policyRef: {name: ''}, " + item + ", desiredState: Restored}",
                        "spec.policyRef.name: Invalid"
                                + " value: \"\": write the name of a RoboflowTrashPolicy in this namespace"));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void aSpecThatLeavesTheWishOpenIsRefused(String spec, String message, KubeSpace space) {
        refuses(space, spec, message);
    }

    private static void refuses(KubeSpace space, String spec, String message) {
        assertThatThrownBy(() -> Written.create(space, Written.item(spec)))
                .isInstanceOf(KubernetesClientException.class)
                .hasMessageContaining(message);
    }
}
