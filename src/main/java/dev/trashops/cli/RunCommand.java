package dev.trashops.cli;

import dev.trashops.observability.Logging;
import java.util.function.Consumer;

/** Runs the operator until its end. */
final class RunCommand {
    private final OperatorConfig config;
    private final OperatorLauncher launcher;
    private final Consumer<Runnable> atShutdown;

    RunCommand(OperatorConfig config, OperatorLauncher launcher, Consumer<Runnable> atShutdown) {
        this.config = config;
        this.launcher = launcher;
        this.atShutdown = atShutdown;
    }

    int call() throws StartupException {
        Logging.configure(config.logFormat(), config.logLevel());
        try (RunningOperator running = launcher.start(config)) {
            atShutdown.accept(running::close);
            RunningOperator.End end = running.awaitEnd();
            if (end instanceof RunningOperator.End.Failed failed) {
                throw new StartupException(failed.why());
            }
            return Cli.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cli.OK;
        }
    }
}
