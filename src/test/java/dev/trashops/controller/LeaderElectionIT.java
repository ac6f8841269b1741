package dev.trashops.controller;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.controller.election.LeaseManager;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Two processes and one Lease. */
@RealKube
class LeaderElectionIT {
    private static final String LEASE = "roboflow-trash-operator";

    private final List<String> log = new CopyOnWriteArrayList<>();

    @Test
    void theNextOneActsSoonAfterTheFirstHasStopped(KubeSpace space) {
        Controllers first = start(space, "first");
        try (Controllers second = start(space, "second")) {
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> first.stores().leading().getAsBoolean());
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> second.informers().synced());
            assertThat(second.stores().leading().getAsBoolean()).isFalse();
            assertThat(second.stores().claims().workload(us("acme"))).isPresent();

            first.close();
            assertThat(first.stores().leading().getAsBoolean()).isFalse();
            // Much sooner than the 15 s after which the Lease would have expired.
            await().atMost(Duration.ofSeconds(8))
                    .until(() -> second.stores().leading().getAsBoolean());
            assertThat(log).containsExactly("first started", "second started");
        } finally {
            first.close();
        }
    }

    @Test
    void whoHasLostTheLeaseDoesNotLeadAndIsTold(KubeSpace space) {
        try (Controllers first = start(space, "first")) {
            await().atMost(ControllersFixture.PATIENCE)
                    .until(() -> first.stores().leading().getAsBoolean());
            space.client()
                    .leases()
                    .inNamespace(space.namespace())
                    .withName(LEASE)
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            "{\"spec\": {\"holderIdentity\": \"somebody else\"}}");
            assertThat(first.stores().leading().getAsBoolean())
                    .as("asked of the API server, before the next renewal")
                    .isFalse();
            await().atMost(ControllersFixture.PATIENCE).until(() -> log.contains("first lost"));
        }
    }

    private Controllers start(KubeSpace space, String identity) {
        Controllers controllers = new Controllers(
                space.client(),
                Set.of(space.namespace()),
                ControllersFixture.WHOLE,
                Clock.systemUTC(),
                new StatusListener() {},
                Optional.of(new LeaseManager.Election(space.namespace(), LEASE, identity)),
                new LeaseManager.LeadershipListener() {
                    @Override
                    public void started() {
                        log.add(identity + " started");
                    }

                    @Override
                    public void lost() {
                        log.add(identity + " lost");
                    }
                });
        controllers.start(workspace -> {});
        if (log.isEmpty()) {
            await().atMost(ControllersFixture.PATIENCE).until(() -> !log.isEmpty());
        }
        return controllers;
    }
}
