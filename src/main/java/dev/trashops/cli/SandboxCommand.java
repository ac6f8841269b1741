package dev.trashops.cli;

import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxSeedException;
import dev.trashops.sandbox.SandboxServer;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the sandbox until its end. */
@Command(
        name = "sandbox",
        description = "Run a stand-in for the Roboflow API on this machine, to try things out without an account.",
        footer = {
            "",
            "While it runs, the routes below /_sandbox drive it: state, requests, clock (forward or back), faults (errors, left-out"
                    + " fields, calls that hang), options and actions. GET shows, POST changes; for example, for a day:",
            "  curl -s http://127.0.0.1:8085/_sandbox/clock -d '{\"advance\":\"-P1D\"}'"
        })
@SuppressWarnings("NullAway.Init")
final class SandboxCommand implements Callable<Integer> {
    private final Environment environment;
    private final Consumer<Runnable> atShutdown;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            descriptionKey = "TRASHOPS_SANDBOX_PORT",
            paramLabel = "PORT",
            defaultValue = "8085",
            description = "Port to listen on, on the loopback address; 0 picks a free port.")
    private int port;

    @Option(
            names = "--seed",
            descriptionKey = "TRASHOPS_SANDBOX_SEED",
            paramLabel = "FILE",
            description = "JSON file with the workspaces to start with, and with faults and options if it has some."
                    + " Default: a small, realistic workspace.")
    private Optional<Path> seed;

    @Option(
            names = "--clock",
            descriptionKey = "TRASHOPS_SANDBOX_CLOCK",
            paramLabel = "INSTANT",
            description = "Time its clock starts at, such as 2026-11-23T10:00:00Z. Default: now.")
    private Optional<Instant> clock;

    @Option(
            names = "--in-pod",
            descriptionKey = "TRASHOPS_SANDBOX_IN_POD",
            paramLabel = "true|false",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Whether it may start inside a pod, where it is easily mistaken for the real API.")
    private Converters.Flag allowedInPod;

    SandboxCommand(Environment environment, Consumer<Runnable> atShutdown) {
        this.environment = environment;
        this.atShutdown = atShutdown;
    }

    @Override
    public Integer call() throws StartupException {
        if (environment.inPod() && !allowedInPod.isOn()) {
            return refuse("The sandbox does not start inside a pod, where it is easily taken for the real API; if that"
                    + " is meant, give --in-pod=true or set TRASHOPS_SANDBOX_IN_POD=true.");
        }
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch end = new CountDownLatch(1);
        try (SandboxServer server = SandboxServer.start(options())) {
            atShutdown.accept(end::countDown);
            out.println("Roboflow sandbox listening on " + server.uri());
            out.flush();
            end.await();
            return Cli.OK;
        } catch (SandboxSeedException e) {
            return refuse(e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            throw new StartupException(e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cli.OK;
        }
    }

    private int refuse(String sentence) {
        spec.commandLine().getErr().println(sentence);
        return Cli.BAD_USAGE;
    }

    private SandboxOptions options() {
        SandboxOptions options = SandboxOptions.defaults().withPort(port);
        options = seed.map(options::withSeed).orElse(options);
        return clock.map(options::withStartAt).orElse(options);
    }
}
