package dev.trashops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people get wrong on the command line, and how they are told. */
class CliMistakesTest {
    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneSentenceThatNamesItAndExitCode2(
            List<String> arguments, Map<String, String> environment, String expected) {
        CommandLineFixture shell = CommandLineFixture.with(environment);
        assertThat(shell.call(arguments.toArray(String[]::new))).isEqualTo(Cli.BAD_USAGE);
        assertThat(shell.err()).startsWith(expected).endsWith(".\n");
        assertThat(shell.err().lines()).hasSize(1);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.nothingStarted()).isTrue();
    }

    @Test
    void aPasswordInAProxyThatIsRefusedIsNotPrinted() {
        CommandLineFixture shell =
                CommandLineFixture.with(Map.of("HTTPS_PROXY", "https://name:secret@proxy.example:3128"));
        assertThat(shell.call("run")).isEqualTo(Cli.BAD_USAGE);
        assertThat(shell.err()).contains("HTTPS_PROXY").doesNotContain("secret", "proxy.example:3128/", "name:s");
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
                variable("HTTPS_PROXY must look like http://", "HTTPS_PROXY", "socks5://name:secret@proxy:1080"),
                variable("HTTP_PROXY must look like http://", "http_proxy", "http://:80"),
                mistake(
                        "--ca-bundle is 'missing.crt': it cannot be read, or holds no certificates",
                        "run",
                        "--ca-bundle",
                        "missing.crt"),
                variable("TRASHOPS_CA_BUNDLE is 'pom.xml': it cannot be read", "TRASHOPS_CA_BUNDLE", "pom.xml"),
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
                mistake(
                        "--roboflow-eu-api-url cannot be used: the Roboflow API URL must start with https",
                        "run",
                        "--roboflow-eu-api-url",
                        "http://api.roboflow.eu"),
                mistake(
                        "--roboflow-eu-api-url cannot be used: it is the URL of --roboflow-api-url, too",
                        "run",
                        "--roboflow-eu-api-url",
                        "https://API.roboflow.com/"),
                variable(
                        "ROBOFLOW_EU_API_URL cannot be used: it is the URL of --roboflow-api-url, too",
                        "ROBOFLOW_API_URL",
                        "https://api.roboflow.eu"),
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
                mistake(
                        "--clock is 'sandbox': only the clock of a sandbox on a loopback address can be followed; write"
                                + " system, or set --roboflow-eu-api-url to the sandbox",
                        "run",
                        "--clock=sandbox",
                        "--roboflow-api-url=http://127.0.0.1:8085",
                        "--roboflow-eu-api-url=https://roboflow.example.com"),
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
            for (String variable : List.of("ROBOFLOW_API_URL", "ROBOFLOW_EU_API_URL")) {
                CommandLineFixture shell = CommandLineFixture.with(Map.of(variable, url));
                assertThat(shell.call("run")).isEqualTo(Cli.BAD_USAGE);
                assertThat(shell.err()).startsWith(variable).doesNotContain("rf_canary");
            }
        }
    }

    @Test
    void aMisspeltVariableIsPointedOut() {
        CommandLineFixture shell = CommandLineFixture.with(
                Map.of("TRASHOPS_ALOW", "observe", "TRASHOPS_METRICS_SERVICE_PORT", "1", "OTHER", "x"));
        assertThat(shell.call("run")).isEqualTo(Cli.OK);
        assertThat(shell.err()).isEqualTo("Warning: TRASHOPS_ALOW is no setting of this program and does nothing.\n");
    }

    private static Arguments mistake(String expected, String... arguments) {
        return Arguments.of(Arrays.asList(arguments), Map.of(), expected);
    }

    private static Arguments variable(String expected, String name, String value) {
        return Arguments.of(List.of("run"), Map.of(name, value), expected);
    }
}
