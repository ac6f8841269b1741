package dev.trashops.controller.informer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.MockKube;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceAccessTest {
    private static final String ITEMS = "/apis/trashops.dev/v1alpha1/namespaces/%s/trasheditems?limit=1";
    private static final String POLICIES = "/apis/trashops.dev/v1alpha1/namespaces/%s/roboflowtrashpolicies?limit=1";

    private final MockKube kube = new MockKube();
    private final NamespaceAccess access = new NamespaceAccess(kube.client(), Set.of("team-a", "team-b"));

    @AfterEach
    void stop() {
        access.close();
        kube.close();
    }

    @Test
    void whereEverythingMayBeListedNothingIsWrong() {
        access.look();
        assertThat(access.problem()).isEmpty();
    }

    @Test
    void aNamespaceWithoutRightsIsNamedAndTheOthersAreOpen() {
        answer(403, "team-b", ITEMS, 1);
        access.look();
        assertThat(access.problem()).contains("namespace team-b: no right to list trasheditems");
        assertThat(access.isOpen("team-b")).isFalse();
        assertThat(access.isOpen("team-a")).isTrue();
        access.look();
        assertThat(access.problem()).isEmpty();
        assertThat(access.isOpen("team-b")).isTrue();
    }

    /** As for an account that was deleted. */
    @Test
    void credentialsThatAreRejectedAreAProblemUntilTheyAreAccepted() {
        for (String namespace : Set.of("team-a", "team-b")) {
            answer(401, namespace, ITEMS, 1);
            answer(401, namespace, POLICIES, 1);
        }
        access.look();
        assertThat(access.problem()).contains("the API server rejects the operator's credentials (401)");
        access.look();
        assertThat(access.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503, 429})
    void anApiServerThatFailsTellsNothingNew(int status) {
        answer(403, "team-b", ITEMS, 1);
        access.look();
        Optional<String> known = access.problem();
        answer(status, "team-a", POLICIES, 1);
        access.look();
        assertThat(known).isPresent();
        assertThat(access.problem()).isEqualTo(known);
        assertThat(access.isOpen("team-b")).isFalse();
    }

    private void answer(int status, String namespace, String path, int times) {
        kube.server()
                .expect()
                .get()
                .withPath(path.formatted(namespace))
                .andReturn(status, "")
                .times(times);
    }
}
