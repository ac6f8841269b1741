package dev.trashops.cli;

import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxSeedException;
import dev.trashops.sandbox.SandboxServer;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** Runs the sandbox until its end. */
final class SandboxCommand {
    private final Settings settings;
    private final boolean inPod;
    private final PrintWriter out;
    private final Consumer<Runnable> atShutdown;

    SandboxCommand(Settings settings, boolean inPod, PrintWriter out, Consumer<Runnable> atShutdown) {
        this.settings = settings;
        this.inPod = inPod;
        this.out = out;
        this.atShutdown = atShutdown;
    }

    int call() throws StartupException {
        if (inPod && !settings.yes(Setting.SANDBOX_IN_POD, false)) {
            throw new UsageException("The sandbox does not start inside a pod, where it is easily taken for the"
                    + " real API; if that is meant, give --in-pod=true or set TRASHOPS_SANDBOX_IN_POD=true.");
        }
        CountDownLatch end = new CountDownLatch(1);
        try (SandboxServer server = SandboxServer.start(options())) {
            atShutdown.accept(end::countDown);
            out.println("Roboflow sandbox listening on " + server.uri());
            out.flush();
            end.await();
            return Cli.OK;
        } catch (SandboxSeedException e) {
            throw new UsageException(e.getMessage() + ".");
        } catch (UncheckedIOException e) {
            throw new StartupException(e.getMessage() + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cli.OK;
        }
    }

    private SandboxOptions options() {
        SandboxOptions options = SandboxOptions.defaults().withPort(settings.port(Setting.SANDBOX_PORT));
        options = settings.path(Setting.SANDBOX_SEED).map(options::withSeed).orElse(options);
        return settings.instant(Setting.SANDBOX_CLOCK).map(options::withStartAt).orElse(options);
    }
}
