package dev.trashops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;
import picocli.CommandLine.Model.OptionSpec;

class CliTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @Test
    void runWithoutAnythingHasSafeDefaults() {
        Shell shell = Shell.with(Map.of("HOSTNAME", "my-host"));
        assertThat(shell.call("run")).isEqualTo(Cli.OK);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.config())
                .isEqualTo(new OperatorConfig(
                        URI.create("https://api.roboflow.com"),
                        KeyPlacement.QUERY,
                        AccessLevel.ALL,
                        4,
                        Duration.ofMinutes(10),
                        Set.of(),
                        LabelSelector.EVERYTHING,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "roboflow-trash-operator",
                        8080,
                        Optional.empty(),
                        LoggingSetup.Format.TEXT,
                        Level.INFO,
                        false,
                        OperatorConfig.ClockSource.SYSTEM,
                        "my-host"));
    }

    @Test
    void leaderElectionIsOnInsideAPodUnlessSwitchedOff() {
        Shell shell = Shell.with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
        shell.call("run");
        assertThat(shell.config().leaderElection()).isTrue();
        Shell off = Shell.with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "TRASHOPS_LEADER_ELECTION", "false"));
        off.call("run");
        assertThat(off.config().leaderElection()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void anOptionAndItsVariableAreEqual(String option, String variable, String value) {
        Shell byOption = Shell.with(Map.of("HOSTNAME", "h"));
        Shell byVariable = Shell.with(Map.of("HOSTNAME", "h", variable, value));
        Shell neither = Shell.with(Map.of("HOSTNAME", "h"));
        assertThat(byOption.call("run", option, value)).isEqualTo(Cli.OK);
        assertThat(byVariable.call("run")).isEqualTo(Cli.OK);
        assertThat(neither.call("run")).isEqualTo(Cli.OK);
        assertThat(byOption.config()).isEqualTo(byVariable.config()).isNotEqualTo(neither.config());
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("--roboflow-api-url", "ROBOFLOW_API_URL", "http://127.0.0.1:8085"),
                Arguments.of("--roboflow-auth", "ROBOFLOW_AUTH", "bearer"),
                Arguments.of("--allow", "TRASHOPS_ALLOW", "observe"),
                Arguments.of("--requests-per-second", "TRASHOPS_REQUESTS_PER_SECOND", "0.5"),
                Arguments.of("--inventory-interval", "TRASHOPS_INVENTORY_INTERVAL", "90s"),
                Arguments.of("--namespaces", "TRASHOPS_NAMESPACES", "team-a, team-b"),
                Arguments.of("--policy-selector", "TRASHOPS_POLICY_SELECTOR", "tier in (gold,silver),!legacy"),
                Arguments.of("--context", "TRASHOPS_KUBE_CONTEXT", "staging"),
                Arguments.of("--lease-name", "TRASHOPS_LEASE_NAME", "trash-of-team-a"),
                Arguments.of("--leader-election", "TRASHOPS_LEADER_ELECTION", "true"),
                Arguments.of("--http-port", "TRASHOPS_HTTP_PORT", "0"),
                Arguments.of(
                        "--audit-log",
                        "TRASHOPS_AUDIT_LOG",
                        folder.resolve("audit.jsonl").toString()),
                Arguments.of("--log-format", "TRASHOPS_LOG_FORMAT", "json"),
                Arguments.of("--log-level", "TRASHOPS_LOG_LEVEL", "warn"),
                Arguments.of("--show-names", "TRASHOPS_SHOW_NAMES", "true"));
    }

    @Test
    void everyOptionOfRunIsTriedHere() {
        List<Object> tried = values().map(each -> each.get()[0]).toList();
        assertThat(options("run"))
                .extracting(OptionSpec::longestName)
                .filteredOn(option -> !tried.contains(option))
                .containsExactlyInAnyOrder("--help", "--kubeconfig", "--clock");
    }

    @ParameterizedTest
    @CsvSource({
        "--namespaces, TRASHOPS_NAMESPACES, team-a",
        "--policy-selector, TRASHOPS_POLICY_SELECTOR, tier=gold",
        "--context, TRASHOPS_KUBE_CONTEXT, staging",
        "--lease-name, TRASHOPS_LEASE_NAME, gold",
        "--deployment, TRASHOPS_DEPLOYMENT, gold",
        "--operator-namespace, TRASHOPS_OPERATOR_NAMESPACE, ops"
    })
    void everyOptionChangesWhatReleasingFinalizersIsAskedFor(String option, String variable, String value) {
        Shell byOption = Shell.with(Map.of());
        Shell byVariable = Shell.with(Map.of(variable, value));
        Shell neither = Shell.with(Map.of());
        assertThat(byOption.call("release-finalizers", option, value)).isEqualTo(Cli.OK);
        assertThat(byVariable.call("release-finalizers")).isEqualTo(Cli.OK);
        assertThat(neither.call("release-finalizers")).isEqualTo(Cli.OK);
        assertThat(byOption.out()).isEqualTo(byVariable.out()).isNotEqualTo(neither.out());
    }

    @Test
    void anOptionWinsOverItsVariableAndAnEmptyVariableIsNone() {
        Shell shell = Shell.with(Map.of("TRASHOPS_HTTP_PORT", "1", "TRASHOPS_ALLOW", ""));
        shell.call("run", "--http-port=2");
        assertThat(shell.config().httpPort()).isEqualTo(2);
        assertThat(shell.config().power()).isEqualTo(AccessLevel.ALL);
    }

    @Test
    void anEmptyOptionIsNoneEither() {
        Shell shell = Shell.with(Map.of("TRASHOPS_HTTP_PORT", "1", "TRASHOPS_KUBE_CONTEXT", "  "));
        assertThat(shell.call("run", "--http-port=", "--allow", "", "--show-names", " "))
                .isEqualTo(Cli.OK);
        assertThat(shell.config().httpPort()).isEqualTo(1);
        assertThat(shell.config().power()).isEqualTo(AccessLevel.ALL);
        assertThat(shell.config().context()).isEmpty();
        assertThat(shell.config().showNames()).isFalse();
    }

    @Test
    void blanksAroundAValueDoNotCount() {
        Shell shell = Shell.with(Map.of("TRASHOPS_LEASE_NAME", " gold ", "TRASHOPS_NAMESPACES", " a, ,b ,"));
        assertThat(shell.call("run", "--http-port", " 1 ", "--context= staging "))
                .isEqualTo(Cli.OK);
        assertThat(shell.config().leaseName()).isEqualTo("gold");
        assertThat(shell.config().namespaces()).containsExactlyInAnyOrder("a", "b");
        assertThat(shell.config().httpPort()).isEqualTo(1);
        assertThat(shell.config().context()).hasValue("staging");
    }

    @Test
    void aSwitchNeedsNoValue() {
        Shell shell = Shell.with(Map.of("TRASHOPS_SHOW_NAMES", "false"));
        assertThat(shell.call("run", "--show-names", "--leader-election")).isEqualTo(Cli.OK);
        assertThat(shell.config().showNames()).isTrue();
        assertThat(shell.config().leaderElection()).isTrue();
        Shell off = Shell.with(Map.of("TRASHOPS_SHOW_NAMES", "true"));
        assertThat(off.call("run", "--show-names", "False")).isEqualTo(Cli.OK);
        assertThat(off.config().showNames()).isFalse();
    }

    @Test
    void aWrongVariableDoesNotKeepHelpFromPeople() {
        Shell shell = Shell.with(Map.of("TRASHOPS_HTTP_PORT", "x"));
        assertThat(shell.call("run", "--help")).isEqualTo(Cli.OK);
        assertThat(shell.out()).contains("Usage: roboflow-trash-operator run");
    }

    @Test
    void aKubeconfigIsTakenFromAnExistingFile() throws Exception {
        Path file = Files.writeString(folder.resolve("config"), "apiVersion: v1\nkind: Config\n");
        Shell shell = Shell.with(Map.of());
        shell.call("run", "--kubeconfig", file.toString());
        assertThat(shell.config().kubeconfig()).hasValue(file);
    }

    @Test
    void theClockOfALoopbackSandboxMayBeFollowed() {
        for (String url : List.of(
                "http://127.0.0.1:8085",
                "http://localhost:8085",
                "http://[::1]:8085",
                "http://LOCALHOST",
                "http://[0:0:0:0:0:0:0:1]")) {
            Shell shell = Shell.with(Map.of("TRASHOPS_CLOCK", "sandbox"));
            assertThat(shell.call("run", "--roboflow-api-url", url)).isEqualTo(Cli.OK);
            assertThat(shell.config().clock()).isEqualTo(OperatorConfig.ClockSource.SANDBOX);
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneSentenceThatNamesItAndExitCode2(
            List<String> arguments, Map<String, String> environment, String expected) {
        Shell shell = Shell.with(environment);
        assertThat(shell.call(arguments.toArray(String[]::new))).isEqualTo(Cli.BAD_USAGE);
        assertThat(shell.err()).startsWith(expected).endsWith(".\n");
        assertThat(shell.err().lines()).hasSize(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.nothingStarted()).isTrue();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("--http-port is '70000': write a port from 0 to 65535", "run", "--http-port", "70000"),
                mistake("--http-port is '-1': write a port", "run", "--http-port=-1"),
                mistake("--http-port is 'http': write a port", "run", "--http-port", "http"),
                variable("TRASHOPS_HTTP_PORT is '8080x': write a port", "TRASHOPS_HTTP_PORT", "8080x"),
                mistake("--allow is 'none': write one of observe, restore, all", "run", "--allow", "none"),
                variable("TRASHOPS_ALLOW is 'everything': write one of", "TRASHOPS_ALLOW", "everything"),
                mistake(
                        "--policy-selector is 'tier in gold': 'tier in gold' is not a valid label requirement; write labels",
                        "run",
                        "--policy-selector",
                        "tier in gold"),
                mistake("--lease-name is 'Gold_1': write a name of at most 63", "run", "--lease-name", "Gold_1"),
                variable("ROBOFLOW_AUTH is 'basic': write one of query, bearer", "ROBOFLOW_AUTH", "basic"),
                mistake(
                        "--roboflow-api-url cannot be used: the Roboflow API URL must start with https",
                        "run",
                        "--roboflow-api-url",
                        "http://api.roboflow.com"),
                mistake(
                        "--roboflow-api-url cannot be used: the Roboflow API URL must look like",
                        "run",
                        "--roboflow-api-url",
                        "api.roboflow.com"),
                variable("ROBOFLOW_API_URL is no URL", "ROBOFLOW_API_URL", "https://api roboflow"),
                mistake("--leader-election is 'perhaps': write true or false", "run", "--leader-election", "perhaps"),
                mistake("--log-format is 'xml': write one of text, json", "run", "--log-format", "xml"),
                mistake(
                        "--log-level is 'loud': write one of error, warn, info, debug, trace",
                        "run",
                        "--log-level",
                        "loud"),
                mistake(
                        "--inventory-interval is 'soon': write one number and one unit",
                        "run",
                        "--inventory-interval",
                        "soon"),
                mistake("--inventory-interval is '1.5m': write one number", "run", "--inventory-interval", "1.5m"),
                mistake(
                        "--inventory-interval is '5s': write one number and one unit of s, m, h or d, such as 10m,"
                                + " from 10s to 1d",
                        "run",
                        "--inventory-interval",
                        "5s"),
                mistake(
                        "--requests-per-second is '0': write a number from 0.1 to 1000",
                        "run",
                        "--requests-per-second",
                        "0"),
                mistake("--requests-per-second is 'NaN': write a number", "run", "--requests-per-second", "NaN"),
                mistake("--namespaces is 'Team_A': write names of namespaces", "run", "--namespaces", "ok,Team_A"),
                mistake(
                        "--kubeconfig is '/no/such/file': there is no such file",
                        "run",
                        "--kubeconfig",
                        "/no/such/file"),
                mistake(
                        "--audit-log is '/no/such/audit': write the path of a file",
                        "run",
                        "--audit-log",
                        "/no/such/audit"),
                mistake("--audit-log is '/': write the path of a file", "run", "--audit-log", "/"),
                mistake("--clock is 'sundial': write one of system, sandbox", "run", "--clock", "sundial"),
                variable(
                        "TRASHOPS_CLOCK is 'sandbox': only the clock of a sandbox on a loopback address",
                        "TRASHOPS_CLOCK",
                        "sandbox"),
                variable(
                        "TRASHOPS_SHOW_NAMES is 'yes please': write true or false",
                        "TRASHOPS_SHOW_NAMES",
                        "yes please"),
                mistake("Unknown option: '--alow=observe'", "run", "--alow=observe"),
                mistake("Unmatched argument at index 1: 'now'", "run", "now"),
                mistake("Unmatched argument at index 0: 'runn'", "runn"),
                mistake("Missing required parameter for option '--http-port'", "run", "--http-port"),
                mistake("Missing required subcommand"),
                mistake("--port is 'x': write a port", "sandbox", "--port", "x"),
                mistake(
                        "--clock is 'tomorrow': write a time such as 2026-11-23T10:00:00Z",
                        "sandbox",
                        "--clock",
                        "tomorrow"),
                mistake("The seed file /no/such/seed.json", "sandbox", "--port=0", "--seed", "/no/such/seed.json"));
    }

    @Test
    void aKeyPastedIntoTheUrlIsNotRepeated() {
        for (String url : List.of(
                "https://api.roboflow.com/?api_key=rf_canary",
                "https://rf_canary@api.roboflow.com",
                "https://x y/?api_key=rf_canary")) {
            Shell shell = Shell.with(Map.of("ROBOFLOW_API_URL", url));
            assertThat(shell.call("run")).isEqualTo(Cli.BAD_USAGE);
            assertThat(shell.err()).startsWith("ROBOFLOW_API_URL").doesNotContain("rf_canary");
        }
    }

    @Test
    void aMisspeltVariableIsPointedOut() {
        Shell shell =
                Shell.with(Map.of("TRASHOPS_ALOW", "observe", "TRASHOPS_METRICS_SERVICE_PORT", "1", "OTHER", "x"));
        assertThat(shell.call("run")).isEqualTo(Cli.OK);
        assertThat(shell.err()).isEqualTo("Warning: TRASHOPS_ALOW is no setting of this program and does nothing.\n");
    }

    @Test
    void anOperatorThatCannotStartOrGoOnSaysWhyAndExitsWith1() {
        Shell start = Shell.with(Map.of(), config -> {
            throw new StartupException("Port 8080 is taken.");
        });
        assertThat(start.call("run")).isEqualTo(Cli.FAILED);
        assertThat(start.err()).isEqualTo("Port 8080 is taken.\n");
        Shell later =
                Shell.with(Map.of(), config -> Shell.ending(new RunningOperator.End.Failed("The Lease was lost.")));
        assertThat(later.call("run")).isEqualTo(Cli.FAILED);
        assertThat(later.err()).isEqualTo("The Lease was lost.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "sandbox", "release-finalizers"})
    void helpNamesEveryOptionItsVariableAndItsDefault(String command) {
        Shell shell = Shell.with(Map.of("TRASHOPS_HTTP_PORT", "4711"));
        assertThat(shell.call(command, "--help")).isEqualTo(Cli.OK);
        assertThat(options(command))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(shell.out())
                        .contains(
                                option.longestName(),
                                Environment.variable(option).orElse(""))
                        .contains(Optional.ofNullable(option.defaultValue()).orElse("")));
        assertThat(shell.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(shell.out()).doesNotContain("4711");
    }

    @Test
    void releasingFinalizersIsAskedForByOptionsAndVariables() {
        Shell shell = Shell.with(Map.of("TRASHOPS_NAMESPACES", "team-a", "TRASHOPS_LEASE_NAME", "gold"));
        assertThat(shell.call(
                        "release-finalizers",
                        "--policy-selector",
                        "tier=gold",
                        "--deployment",
                        "gold",
                        "--operator-namespace",
                        "ops"))
                .isEqualTo(Cli.OK);
        assertThat(shell.out())
                .contains(new FinalizerReleaseConfig(
                                Set.of("team-a"),
                                LabelSelector.parse("tier=gold"),
                                Optional.empty(),
                                Optional.empty(),
                                "gold",
                                Optional.of("ops"),
                                Optional.of("gold"))
                        .toString());
        Shell wrong = Shell.with(Map.of("TRASHOPS_NAMESPACES", "Team A"));
        assertThat(wrong.call("release-finalizers")).isEqualTo(Cli.BAD_USAGE);
        assertThat(wrong.err()).contains("TRASHOPS_NAMESPACES is 'Team A': write names of namespaces");
    }

    @Test
    void versionAndHelpGoToStandardOutput() {
        Shell version = Shell.with(Map.of());
        assertThat(version.call("--version")).isEqualTo(Cli.OK);
        assertThat(version.out()).startsWith("roboflow-trash-operator ");
        Shell help = Shell.with(Map.of());
        assertThat(help.call("--help")).isEqualTo(Cli.OK);
        assertThat(help.out()).contains("run", "sandbox", "Exit codes: 0");
    }

    private static List<OptionSpec> options(String command) {
        return Shell.with(Map.of())
                .commands()
                .getSubcommands()
                .get(command)
                .getCommandSpec()
                .options();
    }

    private static Arguments mistake(String expected, String... arguments) {
        return Arguments.of(Arrays.asList(arguments), Map.of(), expected);
    }

    private static Arguments variable(String expected, String name, String value) {
        return Arguments.of(List.of("run"), Map.of(name, value), expected);
    }
}
