package dev.trashops;

import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.StartupException;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.kube.KubeSpace;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.network.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.slf4j.event.Level;

/** Whole operators in this process, without leader election and with nobody at Roboflow's address. */
final class OperatorRuntimes {
    private OperatorRuntimes() {}

    /** With the rights of the manifests, for one namespace. */
    static OperatorRuntime start(KubeSpace space, Path folder, String lease) throws StartupException {
        return OperatorRuntime.start(
                config(space, Set.of(space.namespace()), space.operatorKubeconfig(), folder, lease, 0));
    }

    static OperatorConfig config(
            KubeSpace space, Set<String> namespaces, Path kubeconfig, Path folder, String lease, int port) {
        return new OperatorConfig(
                URI.create("http://127.0.0.1:1"),
                URI.create("http://127.0.0.1:2"),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                4,
                Duration.ofMinutes(10),
                new DeploymentConfig(
                        namespaces, LabelSelector.EVERYTHING, Optional.of(kubeconfig), Optional.empty(), lease),
                false,
                port,
                Optional.of(folder.resolve("audit.jsonl")),
                LoggingSetup.Format.TEXT,
                Level.INFO,
                false,
                OperatorConfig.ClockSource.SYSTEM,
                Network.DIRECT,
                "test-" + space.namespace());
    }
}
