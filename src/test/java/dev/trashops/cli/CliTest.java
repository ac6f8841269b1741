package dev.trashops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.observability.LoggingSetup;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.KeyPlacement;
import dev.trashops.roboflow.network.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.tls.HeldCertificate;
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
        CommandLineFixture shell = CommandLineFixture.with(Map.of("HOSTNAME", "my-host"));
        assertThat(shell.call("run")).isEqualTo(Cli.OK);
        assertThat(shell.err()).isEmpty();
        assertThat(shell.config())
                .isEqualTo(new OperatorConfig(
                        URI.create("https://api.roboflow.com"),
                        URI.create("https://api.roboflow.eu"),
                        KeyPlacement.QUERY,
                        AccessLevel.ALL,
                        4,
                        Duration.ofMinutes(10),
                        new DeploymentConfig(
                                Set.of(),
                                LabelSelector.EVERYTHING,
                                Optional.empty(),
                                Optional.empty(),
                                "roboflow-trash-operator"),
                        false,
                        8080,
                        Optional.empty(),
                        LoggingSetup.Format.TEXT,
                        Level.INFO,
                        false,
                        OperatorConfig.ClockSource.SYSTEM,
                        Network.DIRECT,
                        "my-host"));
    }

    @Test
    void leaderElectionIsOnInsideAPodUnlessSwitchedOff() {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));
        shell.call("run");
        assertThat(shell.config().leaderElection()).isTrue();
        CommandLineFixture off = CommandLineFixture.with(
                Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "TRASHOPS_LEADER_ELECTION", "false"));
        off.call("run");
        assertThat(off.config().leaderElection()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("values")
    void anOptionAndItsVariableAreEqual(String option, String variable, String value) {
        CommandLineFixture byOption = CommandLineFixture.with(Map.of("HOSTNAME", "h"));
        CommandLineFixture byVariable = CommandLineFixture.with(Map.of("HOSTNAME", "h", variable, value));
        CommandLineFixture neither = CommandLineFixture.with(Map.of("HOSTNAME", "h"));
        assertThat(byOption.call("run", option, value)).isEqualTo(Cli.OK);
        assertThat(byVariable.call("run")).isEqualTo(Cli.OK);
        assertThat(neither.call("run")).isEqualTo(Cli.OK);
        assertThat(byOption.config()).isEqualTo(byVariable.config()).isNotEqualTo(neither.config());
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("--roboflow-api-url", "ROBOFLOW_API_URL", "http://127.0.0.1:8085"),
                Arguments.of("--roboflow-eu-api-url", "ROBOFLOW_EU_API_URL", "http://127.0.0.1:8086"),
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
                .containsExactlyInAnyOrder("--help", "--kubeconfig", "--clock", "--ca-bundle");
    }

    @Test
    void aCaBundleIsReadAndAProxyIsTakenFromItsUsualVariables() throws IOException {
        Path bundle = Files.writeString(
                folder.resolve("ca.crt"),
                new HeldCertificate.Builder().certificateAuthority(0).build().certificatePem());
        CommandLineFixture byOption =
                CommandLineFixture.with(Map.of("HTTPS_PROXY", "http://proxy.example:3128", "no_proxy", ".internal"));
        assertThat(byOption.call("run", "--ca-bundle", bundle.toString())).isEqualTo(Cli.OK);
        assertThat(byOption.config().network().caBundle()).isPresent();
        assertThat(byOption.config().network().proxies().of(URI.create("https://api.roboflow.com")))
                .isPresent();
        assertThat(byOption.config().network().proxies().of(URI.create("https://api.internal")))
                .isEmpty();
        CommandLineFixture byVariable = CommandLineFixture.with(Map.of("TRASHOPS_CA_BUNDLE", bundle.toString()));
        assertThat(byVariable.call("run")).isEqualTo(Cli.OK);
        assertThat(byVariable.config().network().caBundle()).isPresent();
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
        CommandLineFixture byOption = CommandLineFixture.with(Map.of());
        CommandLineFixture byVariable = CommandLineFixture.with(Map.of(variable, value));
        CommandLineFixture neither = CommandLineFixture.with(Map.of());
        assertThat(byOption.call("release-finalizers", option, value)).isEqualTo(Cli.OK);
        assertThat(byVariable.call("release-finalizers")).isEqualTo(Cli.OK);
        assertThat(neither.call("release-finalizers")).isEqualTo(Cli.OK);
        assertThat(byOption.out()).isEqualTo(byVariable.out()).isNotEqualTo(neither.out());
    }

    @Test
    void anOptionWinsOverItsVariableAndAnEmptyVariableIsNone() {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_HTTP_PORT", "1", "TRASHOPS_ALLOW", ""));
        shell.call("run", "--http-port=2");
        assertThat(shell.config().httpPort()).isEqualTo(2);
        assertThat(shell.config().power()).isEqualTo(AccessLevel.ALL);
    }

    @Test
    void anEmptyOptionIsNoneEither() {
        CommandLineFixture shell =
                CommandLineFixture.with(Map.of("TRASHOPS_HTTP_PORT", "1", "TRASHOPS_KUBE_CONTEXT", "  "));
        assertThat(shell.call("run", "--http-port=", "--allow", "", "--show-names", " "))
                .isEqualTo(Cli.OK);
        assertThat(shell.config().httpPort()).isEqualTo(1);
        assertThat(shell.config().power()).isEqualTo(AccessLevel.ALL);
        assertThat(shell.config().deployment().context()).isEmpty();
        assertThat(shell.config().showNames()).isFalse();
    }

    @Test
    void blanksAroundAValueDoNotCount() {
        CommandLineFixture shell =
                CommandLineFixture.with(Map.of("TRASHOPS_LEASE_NAME", " gold ", "TRASHOPS_NAMESPACES", " a, ,b ,"));
        assertThat(shell.call("run", "--http-port", " 1 ", "--context= staging "))
                .isEqualTo(Cli.OK);
        assertThat(shell.config().deployment().leaseName()).isEqualTo("gold");
        assertThat(shell.config().deployment().namespaces()).containsExactlyInAnyOrder("a", "b");
        assertThat(shell.config().httpPort()).isEqualTo(1);
        assertThat(shell.config().deployment().context()).hasValue("staging");
    }

    @Test
    void aSwitchNeedsNoValue() {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_SHOW_NAMES", "false"));
        assertThat(shell.call("run", "--show-names", "--leader-election")).isEqualTo(Cli.OK);
        assertThat(shell.config().showNames()).isTrue();
        assertThat(shell.config().leaderElection()).isTrue();
        CommandLineFixture off = CommandLineFixture.with(Map.of("TRASHOPS_SHOW_NAMES", "true"));
        assertThat(off.call("run", "--show-names", "False")).isEqualTo(Cli.OK);
        assertThat(off.config().showNames()).isFalse();
    }

    @Test
    void aWrongVariableDoesNotKeepHelpFromPeople() {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_HTTP_PORT", "x"));
        assertThat(shell.call("run", "--help")).isEqualTo(Cli.OK);
        assertThat(shell.out()).contains("Usage: roboflow-trash-operator run");
    }

    @Test
    void aKubeconfigIsTakenFromAnExistingFile() throws Exception {
        Path file = Files.writeString(folder.resolve("config"), "apiVersion: v1\nkind: Config\n");
        CommandLineFixture shell = CommandLineFixture.with(Map.of());
        shell.call("run", "--kubeconfig", file.toString());
        assertThat(shell.config().deployment().kubeconfig()).hasValue(file);
    }

    @Test
    void theClockOfALoopbackSandboxMayBeFollowed() {
        for (String url : List.of(
                "http://127.0.0.1:8085",
                "http://localhost:8085",
                "http://[::1]:8085",
                "http://LOCALHOST",
                "http://[0:0:0:0:0:0:0:1]")) {
            CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_CLOCK", "sandbox"));
            assertThat(shell.call("run", "--roboflow-api-url", url)).isEqualTo(Cli.OK);
            assertThat(shell.config().clock()).isEqualTo(OperatorConfig.ClockSource.SANDBOX);
        }
    }

    @Test
    void withTheClockOfASandboxNoKeyOfEitherRegionReachesTheRealRoboflow() {
        for (List<String> more : List.of(
                List.<String>of(),
                List.of("--roboflow-eu-api-url", "https://api.roboflow.eu/"),
                List.of("--roboflow-eu-api-url", "http://127.0.0.1:8086"))) {
            CommandLineFixture shell = CommandLineFixture.with(Map.of());
            List<String> arguments = new ArrayList<>(
                    List.of("run", "--clock", "sandbox", "--roboflow-api-url", "http://127.0.0.1:8085"));
            arguments.addAll(more);
            assertThat(shell.call(arguments.toArray(String[]::new))).isEqualTo(Cli.OK);
            assertThat(shell.config().roboflow(Clock.systemUTC()).baseUris().values())
                    .allMatch(Network::isLoopback);
        }
    }

    @Test
    void anOperatorThatCannotStartOrGoOnSaysWhyAndExitsWith1() {
        CommandLineFixture start = CommandLineFixture.with(Map.of(), config -> {
            throw new StartupException("Port 8080 is taken.");
        });
        assertThat(start.call("run")).isEqualTo(Cli.FAILED);
        assertThat(start.err()).isEqualTo("Port 8080 is taken.\n");
        CommandLineFixture later = CommandLineFixture.with(
                Map.of(), config -> CommandLineFixture.ending(Optional.of("The Lease was lost.")));
        assertThat(later.call("run")).isEqualTo(Cli.FAILED);
        assertThat(later.err()).isEqualTo("The Lease was lost.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "sandbox", "release-finalizers"})
    void helpNamesEveryOptionItsVariableAndItsDefault(String command) {
        CommandLineFixture shell = CommandLineFixture.with(Map.of("TRASHOPS_HTTP_PORT", "4711"));
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
        CommandLineFixture shell =
                CommandLineFixture.with(Map.of("TRASHOPS_NAMESPACES", "team-a", "TRASHOPS_LEASE_NAME", "gold"));
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
                .contains(new DeploymentConfig(
                                Set.of("team-a"),
                                LabelSelector.parse("tier=gold"),
                                Optional.empty(),
                                Optional.empty(),
                                "gold")
                        + " Optional[ops] Optional[gold]");
        CommandLineFixture wrong = CommandLineFixture.with(Map.of("TRASHOPS_NAMESPACES", "Team A"));
        assertThat(wrong.call("release-finalizers")).isEqualTo(Cli.BAD_USAGE);
        assertThat(wrong.err()).contains("TRASHOPS_NAMESPACES is 'Team A': write names of namespaces");
    }

    @Test
    void versionAndHelpGoToStandardOutput() {
        CommandLineFixture version = CommandLineFixture.with(Map.of());
        assertThat(version.call("--version")).isEqualTo(Cli.OK);
        assertThat(version.out()).startsWith("roboflow-trash-operator ");
        CommandLineFixture help = CommandLineFixture.with(Map.of());
        assertThat(help.call("--help")).isEqualTo(Cli.OK);
        assertThat(help.out()).contains("run", "sandbox", "Exit codes: 0");
    }

    private static List<OptionSpec> options(String command) {
        return Objects.requireNonNull(CommandLineFixture.with(Map.of())
                        .commands()
                        .getSubcommands()
                        .get(command))
                .getCommandSpec()
                .options();
    }
}
