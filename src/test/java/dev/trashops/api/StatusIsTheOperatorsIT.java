package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealKube
class StatusIsTheOperatorsIT {
    private static final String POLICY = "examples/quickstart/policy.yaml";
    private static final String[] FORGED = {
        "patch", "rtp", "acme-vision", "--subresource=status", "--type=merge", "-p", "{\"status\":{\"history\":[]}}"
    };

    @Test
    void whoMayWritePoliciesMayNotWriteTheirStatus(KubeSpace space) throws Exception {
        space.kubectl("apply", "-f", "manifests/user-roles.yaml");
        for (String role : new String[] {"view", "edit", "admin"}) {
            space.kubectl(
                    "create", "rolebinding", role, "--clusterrole=roboflow-trash-operator-" + role, "--user=teammate");
        }
        await().until(() -> space.kubectl("--as=teammate", "apply", "-f", POLICY)
                .matches("roboflowtrashpolicy.trashops.dev/acme-vision (created|unchanged)\n"));

        String[] asTeammate = new String[FORGED.length + 1];
        System.arraycopy(FORGED, 0, asTeammate, 0, FORGED.length);
        asTeammate[FORGED.length] = "--as=teammate";
        assertThat(space.kubectl(asTeammate))
                .contains("(Forbidden)", "User \"teammate\" cannot ", " resource \"roboflowtrashpolicies/status\"");
    }

    @Test
    void aStatusInAManifestIsNotTaken(KubeSpace space, @TempDir Path folder) throws Exception {
        Path forged = Files.writeString(
                folder.resolve("forged.yaml"), Files.readString(Path.of(POLICY)) + "status: {observedGeneration: 7}\n");
        assertThat(space.kubectl("apply", "-f", forged.toString())).endsWith(" created\n");
        assertThat(space.kubectl("get", "rtp", "acme-vision", "-o", "jsonpath={.status}"))
                .isEqualTo("{\"observedGeneration\":-1}");
    }
}
