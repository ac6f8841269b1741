package dev.trashops.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.util.Map;
import org.junit.jupiter.api.Test;

@RealKube
class ArgoSnippetIT {

    @Test
    void theSnippetIsMergedIntoTheConfigMapThatIsThere(KubeSpace space) throws Exception {
        space.kubectl("create", "configmap", "argocd-cm", "--from-literal=url=https://argocd.example.com");
        String said = space.kubectl(
                "patch",
                "configmap",
                "argocd-cm",
                "--patch-file",
                ArgoCd.ROOT.resolve("argocd-cm.yaml").toString());
        assertThat(said.strip()).isEqualTo("configmap/argocd-cm patched");
        Map<String, String> data = space.client()
                .configMaps()
                .inNamespace(space.namespace())
                .withName("argocd-cm")
                .get()
                .getData();
        assertThat(data).containsEntry("url", "https://argocd.example.com").hasSize(5);
        for (String kind : ArgoCd.KINDS) {
            assertThat(data)
                    .containsEntry(
                            "resource.customizations.health.trashops.dev_" + kind,
                            ArgoCd.read(ArgoCd.folder(kind).resolve("health.lua")));
        }
    }
}
