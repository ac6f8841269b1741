package dev.trashops.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes the operator's finalizers and prints a line for each item. */
@Command(
        name = "release-finalizers",
        description = "Remove the operator's finalizer from all TrashedItems before uninstalling the operator for good."
                + " Nothing is restored or trashed. Refused while the operator is running.")
@SuppressWarnings("NullAway.Init")
final class FinalizerReleaseCommand implements Callable<Integer> {
    private final Cli.FinalizerReleaser releaser;

    @Spec
    private CommandSpec spec;

    @Mixin
    private DeploymentConfig.Options deployment;

    @Option(
            names = "--deployment",
            descriptionKey = "TRASHOPS_DEPLOYMENT",
            paramLabel = "NAME",
            description = "Deployment of the operator to scale down first. Default: none.")
    private Optional<String> scaledDown;

    @Option(
            names = "--operator-namespace",
            descriptionKey = "TRASHOPS_OPERATOR_NAMESPACE",
            paramLabel = "NAME",
            description =
                    "Namespace the operator runs in. Default: the namespace of this pod, or the one the kubeconfig"
                            + " names.")
    private Optional<String> operatorNamespace;

    FinalizerReleaseCommand(Cli.FinalizerReleaser releaser) {
        this.releaser = releaser;
    }

    @Override
    public Integer call() throws StartupException {
        PrintWriter out = spec.commandLine().getOut();
        releaser.release(deployment.config(), operatorNamespace, scaledDown, line -> {
            out.println(line);
            out.flush();
        });
        return Cli.OK;
    }
}
