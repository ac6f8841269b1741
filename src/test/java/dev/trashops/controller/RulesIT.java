package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.RuleAction;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@RealKube
class RulesIT extends RulesContract {
    private static final int MANY = 200;
    private final Bench bench;

    RulesIT(KubeSpace space) {
        bench = Bench.start(space.client(), space.namespace());
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void manyItemsAreThereSoonAndOnce() {
        bench.createPolicy("team", Resources.POLICY);
        rulesWant(IntStream.rangeClosed(1, MANY)
                .mapToObj(number -> child(
                        RuleAction.TRASH, ItemKey.version("my-detector", number), Optional.empty(), Optional.empty()))
                .toList());
        await().pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofMinutes(3))
                .until(() -> items() == MANY);
        touchPolicy("again");
        assertThat(items()).isEqualTo(MANY);
    }

    private int items() {
        return bench.client
                .resources(TrashedItem.class)
                .inNamespace(bench.namespace)
                .list()
                .getItems()
                .size();
    }

    @Override
    Bench bench() {
        return bench;
    }
}
