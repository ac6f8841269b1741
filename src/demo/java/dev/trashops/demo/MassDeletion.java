package dev.trashops.demo;

import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Far more items than the limits of a policy let it trash at once: nearly everything in the workspace. */
final class MassDeletion {
    private MassDeletion() {}

    /**
     * An item to trash.
     *
     * @param type as in the resource
     * @param reference the item, as YAML
     * @param slug with a version's number
     */
    record Item(String type, String reference, String slug) {
        String label() {
            return type.toLowerCase(Locale.ROOT) + " " + slug;
        }
    }

    static List<Item> items() {
        Stream<Item> projects = Stream.of(
                        "forklift-traffic",
                        "pallet-labels",
                        "bottle-caps",
                        "weld-seams",
                        "solar-panel-cracks",
                        "shelf-gaps",
                        "parking-spots",
                        "crop-weeds",
                        "pcb-defects",
                        "scratchpad")
                .map(slug -> new Item("Project", "{type: Project, project: %s}".formatted(slug), slug));
        Stream<Item> versions = Stream.of(3, 6)
                .map(number -> new Item(
                        "Version",
                        "{type: Version, project: hard-hats, version: %d}".formatted(number),
                        "hard-hats/" + number));
        Stream<Item> workflows = Stream.of("defect-alerts", "nightly-recount", "blur-faces")
                .map(slug -> new Item("Workflow", "{type: Workflow, workflow: %s}".formatted(slug), slug));
        return Stream.of(projects, versions, workflows).flatMap(all -> all).toList();
    }

    static List<TrashedItem> resources(String namespace) {
        return items().stream().map(item -> resource(item, namespace)).toList();
    }

    private static TrashedItem resource(Item item, String namespace) {
        return Serialization.unmarshal(
                """
                apiVersion: trashops.dev/v1alpha1
                kind: TrashedItem
                metadata:
                  name: mass-%s
                  namespace: %s
                  labels: {%s: "true"}
                spec:
                  policyRef: {name: acme-vision}
                  item: %s
                  desiredState: Trashed
                  acknowledge: [TrainedModel, RunningTraining]
                """.formatted(item.label().replaceAll("[ /]", "-"), namespace, Board.GROUPED, item.reference()),
                TrashedItem.class);
    }
}
