package dev.trashops.cli;

import dev.trashops.observability.Logging;
import java.util.function.Consumer;

/** Runs the operator until its end. */
final class RunCommand {
    private final OperatorConfig config;
    private final Launcher launcher;
    private final Consumer<Runnable> atShutdown;

    RunCommand(OperatorConfig config, Launcher launcher, Consumer<Runnable> atShutdown) {
        this.config = config;
        this.launcher = launcher;
        this.atShutdown = atShutdown;
    }

    int call() throws CannotStartException {
        Logging.configure(config.logFormat(), config.logLevel());
        try (Running running = launcher.start(config)) {
            atShutdown.accept(running::close);
            Running.End end = running.awaitEnd();
            if (end instanceof Running.End.Failed failed) {
                throw new CannotStartException(failed.why());
            }
            return Cli.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cli.OK;
        }
    }
}
