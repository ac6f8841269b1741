package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each watched namespace has its own informers. The mock would list everything anew in each watch. */
@RealKube
class SeveralNamespacesIT {
    private final KubeSpace space;

    SeveralNamespacesIT(KubeSpace space) {
        this.space = space;
    }

    @Test
    void whatIsInOneNamespaceStaysKnownWhenAnotherIsListed() {
        String other = space.namespace() + "-too";
        space.another(other);
        for (String namespace : List.of(space.namespace(), other)) {
            space.client()
                    .resource(ResourceFixture.policy(namespace, "team", ResourceFixture.POLICY))
                    .create();
            space.client()
                    .resource(ResourceFixture.item(namespace, "one", ResourceFixture.PROJECT))
                    .create();
        }
        try (Controllers controllers = new Controllers(
                space.client(),
                Set.of(space.namespace(), other),
                ControllersFixture.WHOLE,
                Clock.systemUTC(),
                new StatusListener() {},
                Optional.empty(),
                ControllersFixture.NO_MATTER)) {
            controllers.start(workspace -> {});
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> controllers.informers().synced());
            assertThat(controllers
                            .stores()
                            .claims()
                            .workload(us("acme"))
                            .orElseThrow()
                            .claims())
                    .extracting(claim -> claim.id().namespace())
                    .containsExactlyInAnyOrder(space.namespace(), other);
        }
    }
}
