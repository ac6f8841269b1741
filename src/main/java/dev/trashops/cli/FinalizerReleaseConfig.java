package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code release-finalizers} was asked for, checked.
 *
 * @param namespaces those of the deployment; empty means all
 * @param policies those of the deployment
 * @param kubeconfig a file that was asked for by option; without it the usual places count
 * @param context of the kubeconfig; without it the current one
 * @param leaseName the Lease of the deployment
 * @param operatorNamespace where the operator runs; without it the namespace of this process or of the kubeconfig
 * @param deployment to scale down first
 */
public record FinalizerReleaseConfig(
        Set<String> namespaces,
        LabelSelector policies,
        Optional<Path> kubeconfig,
        Optional<String> context,
        String leaseName,
        Optional<String> operatorNamespace,
        Optional<String> deployment) {

    public FinalizerReleaseConfig {
        namespaces = Set.copyOf(namespaces);
    }
}
