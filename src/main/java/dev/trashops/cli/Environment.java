package dev.trashops.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment variables of a start. Each option is equal to the variable that is named as its
 * {@code descriptionKey}; the option wins, and an empty variable counts as none.
 */
final class Environment implements IDefaultValueProvider {
    private static final Pattern OURS = Pattern.compile("TRASHOPS_[A-Z_]+");
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

    /** The variable that is equal to that option. */
    static Optional<String> variable(ArgSpec argument) {
        return Optional.ofNullable(argument.descriptionKey()).filter(key -> !key.isEmpty());
    }

    /** How the person who set it knows an option: by its own name if it is among the arguments, else by its variable. */
    static String name(ArgSpec argument, String... arguments) {
        String option = argument instanceof OptionSpec spec ? spec.longestName() : argument.paramLabel();
        boolean given = Arrays.stream(arguments).anyMatch(each -> each.equals(option) || each.startsWith(option + "="));
        return given ? option : variable(argument).orElse(option);
    }

    boolean inPod() {
        return variables.containsKey("KUBERNETES_SERVICE_HOST");
    }

    /** What this process is known by: the name of the pod or host. */
    String host() {
        return value("HOSTNAME").orElseGet(Environment::localHost);
    }

    /** Variables that look like settings and are not: a kill switch that is misspelt would not be one. */
    List<String> misspelt(Set<String> known) {
        return variables.keySet().stream()
                .filter(name -> OURS.matcher(name).matches() && !known.contains(name))
                .filter(name -> !OF_A_SERVICE.matcher(name).matches())
                .sorted()
                .toList();
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(variables.get(variable)).filter(value -> !value.isBlank());
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
