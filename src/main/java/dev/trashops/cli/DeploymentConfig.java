package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Which deployment of the operator is meant, and how to reach its cluster.
 *
 * @param namespaces to watch; empty means all
 * @param kubeconfig a file named by option; otherwise the Kubernetes client looks in the usual places
 */
public record DeploymentConfig(
        Set<String> namespaces,
        LabelSelector policies,
        Optional<Path> kubeconfig,
        Optional<String> context,
        String leaseName) {

    public DeploymentConfig {
        namespaces = Set.copyOf(namespaces);
    }

    /** The options that {@code run} and {@code release-finalizers} share. */
    @SuppressWarnings("NullAway.Init")
    static final class Options {
        @Option(
                names = "--namespaces",
                descriptionKey = "TRASHOPS_NAMESPACES",
                paramLabel = "NAME",
                split = ",",
                converter = Converters.Namespace.class,
                description = "Namespaces to watch. Default: all.")
        private Set<String> namespaces = Set.of();

        @Option(
                names = "--policy-selector",
                descriptionKey = "TRASHOPS_POLICY_SELECTOR",
                paramLabel = "LABELS",
                description =
                        "Label selector, as for kubectl -l, for the policies this deployment handles; items follow"
                                + " their policy. Default: all. Deployments that share a cluster each need their own --lease-name.")
        private Optional<LabelSelector> policies;

        /** The variable may name several files, which the Kubernetes client reads by itself. */
        @Option(
                names = "--kubeconfig",
                paramLabel = "FILE",
                converter = Converters.ReadableFile.class,
                description = {
                    "Kubeconfig file. Default: the service account inside a pod, ~/.kube/config elsewhere.",
                    "(KUBECONFIG)"
                })
        private Optional<Path> kubeconfig;

        @Option(
                names = "--context",
                descriptionKey = "TRASHOPS_KUBE_CONTEXT",
                paramLabel = "NAME",
                description = "Kubeconfig context. Default: the current one.")
        private Optional<String> context;

        @Option(
                names = "--lease-name",
                descriptionKey = "TRASHOPS_LEASE_NAME",
                paramLabel = "NAME",
                defaultValue = Cli.NAME,
                converter = Converters.LeaseName.class,
                description =
                        "Lease used for leader election among the replicas of this deployment, in the namespace they"
                                + " run in.")
        private String leaseName;

        DeploymentConfig config() {
            Set<String> names = new HashSet<>(namespaces);
            names.remove("");
            return new DeploymentConfig(
                    names, policies.orElse(LabelSelector.EVERYTHING), kubeconfig, context, leaseName);
        }
    }
}
