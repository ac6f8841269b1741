package dev.trashops.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment variables. Each option can also be set by the variable that its {@code descriptionKey} names; the option
 * wins, and an empty variable counts as none.
 */
final class Environment implements IDefaultValueProvider {
    private static final Pattern OF_A_SERVICE =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT|PORT_[0-9]+_(TCP|UDP).*)");

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return variable(argument).flatMap(this::value).orElse(null);
    }

    static Optional<String> variable(ArgSpec argument) {
        return Optional.ofNullable(argument.descriptionKey()).filter(key -> !key.isEmpty());
    }

    /** What the person who set an option calls it: its own name if it is among the arguments, else its variable. */
    static String name(ArgSpec argument, String... arguments) {
        String option = argument instanceof OptionSpec spec ? spec.longestName() : argument.paramLabel();
        boolean given = Arrays.stream(arguments).anyMatch(each -> each.equals(option) || each.startsWith(option + "="));
        return given ? option : variable(argument).orElse(option);
    }

    boolean inPod() {
        return variables.containsKey("KUBERNETES_SERVICE_HOST");
    }

    /** The name of the pod or host. */
    String host() {
        return value("HOSTNAME").orElseGet(Environment::localHost);
    }

    /** Variables that look like settings and are not: a misspelt kill switch would do nothing. */
    List<String> misspelt(Set<String> known) {
        return variables.keySet().stream()
                .filter(name -> name.matches("TRASHOPS_[A-Z_]+") && !known.contains(name))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .sorted()
                .toList();
    }

    /** The value of a variable; an empty one counts as none. */
    Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Help that names, below each option, its environment variable and its default. */
    static final class Help extends CommandLine.Help {
        Help(CommandSpec command, ColorScheme colors) {
            super(command, colors);
        }

        @Override
        public IOptionRenderer createDefaultOptionRenderer() {
            IOptionRenderer usual = super.createDefaultOptionRenderer();
            return (option, labels, colors) -> {
                List<Text[]> rows = new ArrayList<>(List.of(usual.render(option, labels, colors)));
                variable(option).ifPresent(variable -> {
                    Text[] row = new Text[rows.get(0).length];
                    Arrays.fill(row, colors.text(""));
                    String value = option.defaultValue() == null ? "" : ", default " + option.defaultValue();
                    row[row.length - 1] = colors.text("(" + variable + value + ")");
                    rows.add(row);
                });
                return rows.toArray(Text[][]::new);
            };
        }
    }
}
