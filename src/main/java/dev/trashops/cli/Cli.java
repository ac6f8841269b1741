package dev.trashops.cli;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    /** All is well. */
    public static final int OK = 0;

    /** It could not start, or could not go on. */
    public static final int FAILED = 1;

    /** It was called in a way that makes no sense. */
    public static final int BAD_USAGE = 2;

    static final String NAME = "roboflow-trash-operator";

    private static final int WIDTH = 80;

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

    /**
     * A command line in surroundings of one's own.
     *
     * @param environment the environment variables
     * @param launcher starts the operator for {@code run}
     * @param releaser does the work of {@code release-finalizers}
     * @param atShutdown remembers what has to be done when the process is asked to end
     */
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

    /** The command line of this process. */
    public static Cli ofProcess(OperatorLauncher launcher, FinalizerReleaser releaser) {
        return new Cli(
                System.getenv(),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                launcher,
                releaser,
                work -> Runtime.getRuntime().addShutdownHook(new Thread(work, "shutdown")));
    }

    /** Does what the arguments say, until its end, and gives the exit code. */
    public int execute(String... arguments) {
        return commands().execute(withoutEmptyOptions(arguments));
    }

    /** The commands with all their options. */
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
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setHelpFactory(EnvironmentHelp::new)
                .setExecutionExceptionHandler((problem, command, parsed) -> refuse(problem))
                .setParameterExceptionHandler(this::refuse);
    }

    private static CommandLine converting(CommandLine line) {
        return line.registerConverter(String.class, String::strip)
                .registerConverter(Path.class, text -> Path.of(text.strip()))
                .registerConverter(Flag.class, Flag::of)
                .registerConverter(Instant.class, Converters::instant)
                .registerConverter(Duration.class, Converters::interval)
                .registerConverter(URI.class, Converters::apiUrl)
                .registerConverter(LabelSelector.class, Converters::labels)
                .registerConverter(KeyPlacement.class, Converters.oneOf(KeyPlacement.class))
                .registerConverter(AccessLevel.class, Converters.oneOf(AccessLevel.class))
                .registerConverter(LoggingSetup.Format.class, Converters.oneOf(LoggingSetup.Format.class))
                .registerConverter(Level.class, Converters.oneOf(Level.class))
                .registerConverter(
                        OperatorConfig.ClockSource.class, Converters.oneOf(OperatorConfig.ClockSource.class));
    }

    /** An empty value counts as none, so that scripts can pass on variables of their own that are not set. */
    private static String[] withoutEmptyOptions(String... arguments) {
        List<String> kept = new ArrayList<>();
        for (String argument : arguments) {
            boolean emptyValue = argument.isBlank()
                    && !kept.isEmpty()
                    && kept.get(kept.size() - 1).matches("--[a-z-]+");
            if (emptyValue) {
                kept.remove(kept.size() - 1);
            } else if (!argument.matches("--[a-z-]+=\\s*")) {
                kept.add(argument);
            }
        }
        return kept.toArray(String[]::new);
    }

    /** Whoever asks for help because a value was refused gets it. */
    private int refuse(ParameterException problem, String... arguments) {
        CommandLine command = problem.getCommandLine();
        if (command.isUsageHelpRequested()) {
            command.usage(out);
            return OK;
        }
        return say(sentence(problem, arguments), BAD_USAGE);
    }

    private int refuse(Exception problem) throws Exception {
        if (problem instanceof UsageException) {
            return say(Objects.requireNonNull(problem.getMessage()), BAD_USAGE);
        }
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

    /** The value as it was given is only repeated by converters, which know whether it may hold a key. */
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
