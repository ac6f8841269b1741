package dev.trashops.demo;

import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Far more than a policy's limits let go at once: nearly all that the workspace still has. */
final class MassDeletion {
    private MassDeletion() {}

    /**
     * One of them.
     *
     * @param type as people write it
     * @param reference the item, as YAML
     * @param slug with a version's number
     */
    record Item(String type, String reference, String slug) {
        String words() {
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
                """.formatted(item.words().replaceAll("[ /]", "-"), namespace, Board.CROWD, item.reference()),
                TrashedItem.class);
    }
}
