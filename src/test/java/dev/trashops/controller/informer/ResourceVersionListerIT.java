package dev.trashops.controller.informer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@RealKube
class ResourceVersionListerIT {

    @Test
    void itGivesTheVersionOfEachResourceOfTheNamespaces(KubeSpace space, KubeSpace other) {
        IntStream.range(0, 30).forEach(i -> create(space, "item-" + i));
        create(other, "elsewhere");
        ResourceVersionLister here = new ResourceVersionLister(space.client(), Set.of(space.namespace()));
        ResourceVersionLister both =
                new ResourceVersionLister(space.client(), Set.of(space.namespace(), other.namespace()));
        ResourceVersionLister everywhere = new ResourceVersionLister(space.client(), Set.of());

        await().until(() -> here.of(TrashedItem.class).map(Map::size), Optional.of(30)::equals);
        assertThat(here.of(TrashedItem.class)).hasValue(versions(space));
        await().until(() -> both.of(TrashedItem.class).map(Map::size), Optional.of(31)::equals);
        assertThat(everywhere.of(TrashedItem.class).orElseThrow())
                .containsAllEntriesOf(versions(space))
                .containsAllEntriesOf(versions(other));
        assertThat(here.of(RoboflowTrashPolicy.class)).hasValue(Map.of());
    }

    @Test
    void whatCannotBeAskedProvesNothing(KubeSpace space) {
        Config nobody = new Config(space.client().getConfiguration());
        nobody.setMasterUrl("https://127.0.0.1:1/");
        nobody.setRequestRetryBackoffLimit(0);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(nobody).build()) {
            assertThat(new ResourceVersionLister(client, Set.of()).of(TrashedItem.class))
                    .isEmpty();
        }
    }

    private static void create(KubeSpace space, String name) {
        space.client()
                .resource(ResourceFixture.item(
                        space.namespace(),
                        name,
                        "{policyRef: {name: nobody}, desiredState: Observed, item: {type: Project, project:"
                                + " detector}}"))
                .create();
    }

    private static Map<String, String> versions(KubeSpace space) {
        return space.client().resources(TrashedItem.class).inNamespace(space.namespace()).list().getItems().stream()
                .collect(Collectors.toMap(ResourceMetadata::uid, ResourceMetadata::resourceVersion));
    }
}
