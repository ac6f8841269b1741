package dev.trashops.cli;

import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The command line of the program: {@code run}, {@code sandbox} and {@code release-finalizers}. */
public final class Cli {
    /** All is well. */
    public static final int OK = 0;

    /** It could not start, or could not go on. */
    public static final int FAILED = 1;

    /** It was called in a way that makes no sense. */
    public static final int BAD_USAGE = 2;

    static final String IN_POD = "KUBERNETES_SERVICE_HOST";

    private static final String NAME = "roboflow-trash-operator";
    private static final int WIDTH = 100;
    private static final Pattern OURS = Pattern.compile("TRASHOPS_[A-Z_]+");
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT|PORT_[0-9]+_(TCP|UDP).*)");

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;
    private final OperatorLauncher launcher;
    private final FinalizerReleaser releaser;
    private final Consumer<Runnable> atShutdown;

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
        this.environment = Map.copyOf(environment);
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
        CommandSpec root = CommandSpec.create()
                .name(NAME)
                .addOption(helpOption())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print the version and exit.")
                        .build())
                .version(NAME + " " + version());
        root.usageMessage()
                .description("Makes the Trash of a Roboflow workspace declarative, from Kubernetes.")
                .footer(
                        "",
                        "Exit codes: 0 it ended well, 1 it could not start or go on, 2 it was called wrongly;",
                        "143 and 130 it was ended by a signal, after finishing what was under way.");
        CommandLine line = new CommandLine(root);
        line.addSubcommand(command(
                "run",
                "Run the operator. Every option can be given as the environment variable named with it, too.",
                Setting.Scope.RUN,
                this::run));
        line.addSubcommand(command(
                "sandbox",
                "Run a stand-in for Roboflow's API on this machine, to try things without an account.",
                Setting.Scope.SANDBOX,
                this::sandbox));
        line.addSubcommand(command(
                "release-finalizers",
                "Take the operator's finalizer from all TrashedItems, before the operator is uninstalled for good. Nothing"
                        + " is restored or trashed by that. Refused while the operator runs.",
                Setting.Scope.RELEASE,
                this::release));
        line.setOut(out)
                .setErr(err)
                .setUsageHelpWidth(WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setExecutionExceptionHandler((problem, command, parsed) -> refuse(problem))
                .setParameterExceptionHandler((problem, args) -> {
                    err.println(sentence(problem));
                    err.flush();
                    return BAD_USAGE;
                });
        return line.execute(arguments);
    }

    private CommandLine command(String name, String description, Setting.Scope scope, Work work) {
        List<Setting> known = Setting.of(scope);
        // The command is its own source of values once it has been parsed.
        Later later = new Later();
        CommandSpec spec = CommandSpec.wrapWithoutInspection(later).name(name).addOption(helpOption());
        known.forEach(setting -> spec.addOption(option(setting)));
        spec.usageMessage().description(description).sortOptions(false).abbreviateSynopsis(true);
        CommandLine line = new CommandLine(spec);
        later.work = Optional.of(() -> {
            Map<Setting, String> given = new EnumMap<>(Setting.class);
            for (Setting setting : known) {
                String value = line.getParseResult().matchedOptionValue(setting.option(), "");
                if (!value.isEmpty()) {
                    given.put(setting, value);
                }
            }
            return work.does(new Settings(given, environment));
        });
        return line;
    }

    private int run(Settings settings) throws StartupException {
        warnOfUnknownVariables();
        OperatorConfig config = new ConfigReader(settings).read(environment.containsKey(IN_POD), instance());
        return new RunCommand(config, launcher, atShutdown).call();
    }

    private int sandbox(Settings settings) throws StartupException {
        return new SandboxCommand(settings, environment.containsKey(IN_POD), out, atShutdown).call();
    }

    private int release(Settings settings) throws StartupException {
        releaser.release(new ConfigReader(settings).readRelease(), line -> {
            out.println(line);
            out.flush();
        });
        return OK;
    }

    /** A kill switch that is misspelt would not be one. */
    private void warnOfUnknownVariables() {
        List<String> known =
                List.of(Setting.values()).stream().map(Setting::variable).toList();
        environment.keySet().stream()
                .filter(name -> OURS.matcher(name).matches() && !known.contains(name))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .sorted()
                .forEach(name -> err.println("Warning: " + name + " is no setting of this program and does nothing."));
        err.flush();
    }

    private String instance() {
        String host = environment.getOrDefault("HOSTNAME", "");
        if (!host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private int refuse(Exception problem) throws Exception {
        if (!(problem instanceof UsageException || problem instanceof StartupException)) {
            throw problem;
        }
        err.println(problem.getMessage());
        err.flush();
        return problem instanceof UsageException ? BAD_USAGE : FAILED;
    }

    private static OptionSpec helpOption() {
        return OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Print this and exit.")
                .build();
    }

    private static OptionSpec option(Setting setting) {
        String fallback = setting.fallback().isEmpty() ? "" : ", default " + setting.fallback();
        boolean flag = setting.label().equals("true|false");
        return OptionSpec.builder(setting.option())
                .type(String.class)
                .arity(flag ? "0..1" : "1")
                .fallbackValue(flag ? "true" : "")
                .paramLabel(setting.label())
                .description(setting.help(), "(" + setting.variable() + fallback + ")")
                .build();
    }

    private static String sentence(CommandLine.ParameterException problem) {
        String name = problem.getCommandLine().getCommandSpec().qualifiedName();
        String message =
                Optional.ofNullable(problem.getMessage()).orElse("Wrong usage").strip();
        return message + (message.endsWith(".") ? "" : ".") + " See " + name + " --help.";
    }

    private static String version() {
        return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
                .orElse("(built from source)");
    }

    @FunctionalInterface
    private interface Work {
        int does(Settings settings) throws StartupException;
    }

    private static final class Later implements Callable<Integer> {
        private Optional<Callable<Integer>> work = Optional.empty();

        @Override
        public Integer call() throws Exception {
            return work.isPresent() ? work.get().call() : BAD_USAGE;
        }
    }
}
