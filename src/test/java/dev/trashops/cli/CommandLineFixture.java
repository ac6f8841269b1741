package dev.trashops.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import picocli.CommandLine;

/** Calls the command line and keeps what it says. */
final class CommandLineFixture {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<OperatorConfig> started = new ArrayList<>();
    private final List<Runnable> shutdown = new CopyOnWriteArrayList<>();
    private final Map<String, String> environment;
    private final Cli.OperatorLauncher launcher;

    private CommandLineFixture(Map<String, String> environment, Cli.OperatorLauncher launcher) {
        this.environment = environment;
        this.launcher = launcher;
    }

    /** In which the operator ends at once and well. */
    static CommandLineFixture with(Map<String, String> environment) {
        return with(environment, config -> ending(Optional.empty()));
    }

    static CommandLineFixture with(Map<String, String> environment, Cli.OperatorLauncher launcher) {
        return new CommandLineFixture(environment, launcher);
    }

    int call(String... arguments) {
        return cli().execute(arguments);
    }

    /** What could be called. */
    CommandLine commands() {
        return cli().commands();
    }

    private Cli cli() {
        Cli.OperatorLauncher remembering = config -> {
            started.add(config);
            return launcher.start(config);
        };
        return new Cli(
                environment,
                new PrintWriter(out),
                new PrintWriter(err),
                remembering,
                (deployment, namespace, scaledDown, output) ->
                        output.accept(deployment + " " + namespace + " " + scaledDown),
                shutdown::add);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** The configuration that the operator was started with. */
    OperatorConfig config() {
        if (started.size() != 1) {
            throw new AssertionError("started " + started.size() + " times: " + err);
        }
        return started.get(0);
    }

    boolean nothingStarted() {
        return started.isEmpty();
    }

    /** What SIGTERM does. */
    void terminate() {
        shutdown.forEach(Runnable::run);
    }

    boolean expectsShutdown() {
        return !shutdown.isEmpty();
    }

    static RunningOperator ending(Optional<String> end) {
        return new RunningOperator() {
            @Override
            public Optional<String> awaitEnd() {
                return end;
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }
}
