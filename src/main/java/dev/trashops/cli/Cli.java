package dev.trashops.cli;

import static dev.trashops.cli.Converters.oneOf;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** The command line of the program: {@code run}, {@code sandbox} and {@code release-finalizers}. */
@Command(
        name = Cli.NAME,
        description = "Manage the Trash of a Roboflow workspace declaratively, from Kubernetes.",
        footer = {
            "",
            "Exit codes: 0 success, 1 failed to start or stopped on an error, 2 usage error,",
            "130 or 143 terminated by a signal after in-flight work finished."
        })
public final class Cli {
    public static final int OK = 0;

    /** It could not start, or could not go on. */
    public static final int FAILED = 1;

    public static final int BAD_USAGE = 2;

    static final String NAME = "roboflow-trash-operator";

    private final Environment environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final OperatorLauncher launcher;
    private final FinalizerReleaser releaser;
    private final Consumer<Runnable> atShutdown;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Print this help and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version and exit.")
    @SuppressWarnings("UnusedVariable")
    private boolean version;

    /** Starts the operator, for {@code run}. */
    @FunctionalInterface
    public interface OperatorLauncher {

        /** Returns once everything runs. */
        RunningOperator start(OperatorConfig config) throws StartupException;
    }

    /** Does the work of {@code release-finalizers}. */
    @FunctionalInterface
    public interface FinalizerReleaser {

        /**
         * Removes the finalizers of all items of a deployment.
         *
         * @param operatorNamespace where the operator runs; without it the namespace of this process or the kubeconfig
         * @param scaledDown the Deployment to scale down first
         * @param output is given a line for each item, and for each step before
         * @throws StartupException when it is not safe, or something that is needed is missing
         */
        void release(
                DeploymentConfig deployment,
                Optional<String> operatorNamespace,
                Optional<String> scaledDown,
                Consumer<String> output)
                throws StartupException;
    }

    /** {@code atShutdown} takes what is to run when the process is asked to end. */
    public Cli(
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            OperatorLauncher launcher,
            FinalizerReleaser releaser,
            Consumer<Runnable> atShutdown) {
        this.environment = new Environment(environment);
        this.out = out;
        this.err = err;
        this.launcher = launcher;
        this.releaser = releaser;
        this.atShutdown = atShutdown;
    }

    public static Cli ofProcess(OperatorLauncher launcher, FinalizerReleaser releaser) {
        return new Cli(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                launcher,
                releaser,
                work -> Runtime.getRuntime().addShutdownHook(new Thread(work, "shutdown")));
    }

    /** Runs the command until its end, and returns the exit code. */
    public int execute(String... arguments) {
        return commands().execute(cleaned(arguments));
    }

    CommandLine commands() {
        CommandLine line = new CommandLine(this)
                .addSubcommand(new RunCommand(environment, launcher, atShutdown))
                .addSubcommand(new SandboxCommand(environment, atShutdown))
                .addSubcommand(new FinalizerReleaseCommand(releaser));
        line.getCommandSpec().version(NAME + " " + version());
        line.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().usageMessage().sortOptions(false).abbreviateSynopsis(true);
            command.setDefaultValueProvider(environment);
        });
        return converting(line)
                .setOut(out)
                .setErr(err)
                .setUsageHelpWidth(80)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setHelpFactory(Environment.Help::new)
                .setExecutionExceptionHandler((problem, command, parsed) -> refuse(problem))
                .setParameterExceptionHandler(this::refuse);
    }

    private static CommandLine converting(CommandLine line) {
        return line.registerConverter(int.class, Converters::port)
                .registerConverter(double.class, Converters::rate)
                .registerConverter(Converters.Flag.class, Converters.Flag::of)
                .registerConverter(Instant.class, Converters::instant)
                .registerConverter(Duration.class, Converters::interval)
                .registerConverter(URI.class, Converters::apiUrl)
                .registerConverter(LabelSelector.class, Converters::labels)
                .registerConverter(KeyPlacement.class, oneOf(KeyPlacement.class))
                .registerConverter(AccessLevel.class, oneOf(AccessLevel.class))
                .registerConverter(LoggingSetup.Format.class, oneOf(LoggingSetup.Format.class))
                .registerConverter(Level.class, oneOf(Level.class))
                .registerConverter(OperatorConfig.ClockSource.class, oneOf(OperatorConfig.ClockSource.class));
    }

    /**
     * Without blanks around values, and without options whose value is empty: scripts may pass on variables of their own that
     * are not set.
     */
    private static String[] cleaned(String... arguments) {
        List<String> kept = new ArrayList<>();
        for (String written : arguments) {
            String argument = written.strip().replaceFirst("^(--[a-z-]+=)\\s+", "$1");
            boolean emptyValue = argument.isEmpty()
                    && !kept.isEmpty()
                    && kept.get(kept.size() - 1).matches("--[a-z-]+");
            if (emptyValue) {
                kept.remove(kept.size() - 1);
            } else if (!argument.matches("--[a-z-]+=")) {
                kept.add(argument);
            }
        }
        return kept.toArray(String[]::new);
    }

    /** A wrong value, for example of a variable, does not keep anyone from reading the help. */
    private int refuse(ParameterException problem, String... arguments) {
        CommandLine command = problem.getCommandLine();
        if (command.isUsageHelpRequested()) {
            command.usage(out);
            return OK;
        }
        return say(sentence(problem, arguments), BAD_USAGE);
    }

    private int refuse(Exception problem) throws Exception {
        if (problem instanceof StartupException) {
            return say(Objects.requireNonNull(problem.getMessage()), FAILED);
        }
        throw problem;
    }

    private int say(String sentence, int code) {
        err.println(sentence);
        err.flush();
        return code;
    }

    /** Only the converters repeat a value: they know whether it may hold a key. */
    private static String sentence(ParameterException problem, String... arguments) {
        ArgSpec argument = problem.getArgSpec();
        if (argument != null && problem.getCause() instanceof TypeConversionException refusal) {
            return Environment.name(argument, arguments) + " " + refusal.getMessage() + ".";
        }
        String message =
                Optional.ofNullable(problem.getMessage()).orElse("Wrong usage").strip();
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        return message + (message.endsWith(".") ? "" : ".") + " See " + command + " --help.";
    }

    private static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }
}
