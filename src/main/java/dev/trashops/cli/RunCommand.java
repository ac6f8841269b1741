package dev.trashops.cli;

import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.roboflow.network.CaBundle;
import dev.trashops.roboflow.network.Network;
import dev.trashops.roboflow.network.ProxySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Runs the operator until its end. */
@Command(
        name = "run",
        description = "Run the operator. Each option can also be set by the environment variable shown with it.")
@SuppressWarnings("NullAway.Init")
final class RunCommand implements Callable<Integer> {
    private static final String REAL_EU = "https://api.roboflow.eu";

    /** Nothing listens there, and no key leaves this machine. */
    private static final URI NO_EU_SANDBOX = URI.create("http://127.0.0.1:9");

    private final Environment environment;
    private final Cli.OperatorLauncher launcher;
    private final Consumer<Runnable> atShutdown;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--roboflow-api-url",
            descriptionKey = "ROBOFLOW_API_URL",
            paramLabel = "URL",
            defaultValue = "https://api.roboflow.com",
            description = "Roboflow API URL. Plain http is accepted for loopback addresses only.")
    private URI apiUrl;

    @Option(
            names = "--roboflow-eu-api-url",
            descriptionKey = "ROBOFLOW_EU_API_URL",
            paramLabel = "URL",
            defaultValue = REAL_EU,
            description = "Roboflow API URL of the region EU, for policies with region: EU. Their keys are sent nowhere"
                    + " else.")
    private URI euApiUrl;

    @Option(
            names = "--roboflow-auth",
            descriptionKey = "ROBOFLOW_AUTH",
            paramLabel = "query|bearer",
            defaultValue = "query",
            description = "How requests carry the API key: as a query parameter, as Roboflow documents it, or in the"
                    + " Authorization header.")
    private KeyPlacement auth;

    @Option(
            names = "--allow",
            descriptionKey = "TRASHOPS_ALLOW",
            paramLabel = "observe|restore|all",
            defaultValue = "all",
            description = "What this process may do in Roboflow, regardless of any resource.")
    private AccessLevel power;

    @Option(
            names = "--requests-per-second",
            descriptionKey = "TRASHOPS_REQUESTS_PER_SECOND",
            paramLabel = "NUMBER",
            defaultValue = "4",
            description = "Sustained request rate for each API key.")
    private double requestsPerSecond;

    @Option(
            names = "--inventory-interval",
            descriptionKey = "TRASHOPS_INVENTORY_INTERVAL",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description =
                    "How often to read the projects, versions and workflows outside the Trash, such as 90s, 10m or"
                            + " 1h.")
    private Duration inventoryInterval;

    @Mixin
    private DeploymentConfig.Options deployment;

    @Option(
            names = "--leader-election",
            descriptionKey = "TRASHOPS_LEADER_ELECTION",
            paramLabel = "true|false",
            arity = "0..1",
            fallbackValue = "true",
            description = "Whether the replicas elect a leader, which alone acts. Default: true inside a pod, false"
                    + " elsewhere.")
    private Optional<Converters.Flag> leaderElection;

    @Option(
            names = "--http-port",
            descriptionKey = "TRASHOPS_HTTP_PORT",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "Port for /livez, /readyz and /metrics; 0 picks a free port.")
    private int httpPort;

    @Option(
            names = "--audit-log",
            descriptionKey = "TRASHOPS_AUDIT_LOG",
            paramLabel = "FILE",
            converter = Converters.WritableFile.class,
            description = "File that records every change in Roboflow as JSON lines. Default: standard output.")
    private Optional<Path> auditLog;

    @Option(
            names = "--ca-bundle",
            descriptionKey = "TRASHOPS_CA_BUNDLE",
            paramLabel = "FILE",
            description =
                    "PEM file with certificate authorities to trust for Roboflow beside those of the JVM; read again when"
                            + " it changes. Proxies are taken from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.")
    private Optional<Path> caBundle;

    @Option(
            names = "--log-format",
            descriptionKey = "TRASHOPS_LOG_FORMAT",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "Format of log lines. Logs go to standard error.")
    private LoggingSetup.Format logFormat;

    @Option(
            names = "--log-level",
            descriptionKey = "TRASHOPS_LOG_LEVEL",
            paramLabel = "error|warn|info|debug|trace",
            defaultValue = "info",
            description = "Log level; debug and trace include the libraries.")
    private Level logLevel;

    @Option(
            names = "--show-names",
            descriptionKey = "TRASHOPS_SHOW_NAMES",
            paramLabel = "true|false",
            arity = "0..1",
            defaultValue = "false",
            fallbackValue = "true",
            description = "Whether to show the names of people who moved items to the Trash.")
    private Converters.Flag showNames;

    @Option(
            names = "--clock",
            descriptionKey = "TRASHOPS_CLOCK",
            paramLabel = "system|sandbox",
            defaultValue = "system",
            description =
                    "Clock source: system, or sandbox to follow the clock of a loopback sandbox (for testing"
                            + " deadlines). Then the EU's default URL is not contacted, and another must be a loopback one, too.")
    private OperatorConfig.ClockSource clock;

    RunCommand(Environment environment, Cli.OperatorLauncher launcher, Consumer<Runnable> atShutdown) {
        this.environment = environment;
        this.launcher = launcher;
        this.atShutdown = atShutdown;
    }

    @Override
    public Integer call() throws StartupException {
        warnOfMisspeltVariables();
        OperatorConfig config = config();
        LoggingSetup.configure(config.logFormat(), config.logLevel());
        try (RunningOperator running = launcher.start(config)) {
            atShutdown.accept(running::close);
            Optional<String> failure = running.awaitEnd();
            if (failure.isPresent()) {
                throw new StartupException(failure.get());
            }
            return Cli.OK;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Cli.OK;
        }
    }

    private void checkUrls() {
        if (RoboflowConfig.isSame(apiUrl, euApiUrl)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "",
                    // The value is never repeated: people paste keys into URLs.
                    new TypeConversionException("cannot be used: it is the URL of --roboflow-api-url, too, so each"
                            + " workspace would be in both regions; leave the URL of the US alone, and write region: EU in"
                            + " the policies of workspaces in the EU"),
                    spec.findOption("--roboflow-eu-api-url"),
                    "");
        }
    }

    /** Deadlines on a clock that people turn are no deadlines of real workspaces, in whichever region these are. */
    private void keepSandboxClockFromRealWorkspaces() {
        if (clock != OperatorConfig.ClockSource.SANDBOX) {
            return;
        }
        if (RoboflowConfig.isSame(euApiUrl, URI.create(REAL_EU))) {
            euApiUrl = NO_EU_SANDBOX;
        }
        if (!Network.isLoopback(apiUrl) || !Network.isLoopback(euApiUrl)) {
            String other = Network.isLoopback(apiUrl) ? "--roboflow-eu-api-url" : "--roboflow-api-url";
            throw new ParameterException(
                    spec.commandLine(),
                    "",
                    Converters.refused(
                            "sandbox",
                            "only the clock of a sandbox on a loopback address can be followed; write system, or set "
                                    + other + " to the sandbox"),
                    spec.findOption("--clock"),
                    "sandbox");
        }
    }

    private OperatorConfig config() {
        keepSandboxClockFromRealWorkspaces();
        checkUrls();
        return new OperatorConfig(
                apiUrl,
                euApiUrl,
                auth,
                power,
                requestsPerSecond,
                inventoryInterval,
                deployment.config(),
                leaderElection.map(Converters.Flag::isOn).orElseGet(environment::inPod),
                httpPort,
                auditLog,
                logFormat,
                logLevel,
                showNames.isOn(),
                clock,
                new Network(proxies(), caBundle()),
                environment.host());
    }

    private ProxySettings proxies() {
        try {
            return ProxySettings.of(environment::value);
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), refused.getMessage());
        }
    }

    private Optional<CaBundle> caBundle() {
        if (caBundle.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CaBundle.of(caBundle.get()));
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "",
                    Converters.refused(
                            caBundle.get().toString(),
                            "it cannot be read, or holds no certificates in PEM form (BEGIN CERTIFICATE)"),
                    spec.findOption("--ca-bundle"),
                    caBundle.get().toString());
        }
    }

    private void warnOfMisspeltVariables() {
        Set<String> known = spec.root().subcommands().values().stream()
                .map(CommandLine::getCommandSpec)
                .flatMap(command -> command.options().stream())
                .map(OptionSpec::descriptionKey)
                .collect(Collectors.toSet());
        PrintWriter err = spec.commandLine().getErr();
        environment
                .misspelt(known)
                .forEach(name -> err.println("Warning: " + name + " is no setting of this program and does nothing."));
        err.flush();
    }
}
