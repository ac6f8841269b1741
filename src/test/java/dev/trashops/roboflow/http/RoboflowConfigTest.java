package dev.trashops.roboflow.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.network.Network;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoboflowConfigTest {
    private static final RoboflowConfig DEFAULTS = RoboflowConfig.defaults(Clock.systemUTC());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.roboflow.com",
                "https://api.roboflow.com/",
                "HTTPS://proxy.example:8443/robo/flow",
                "http://localhost:8085",
                "http://127.0.0.1:8085/prefix/",
                "http://127.8.9.10",
                "http://[::1]:8085"
            })
    void theApiMayBeBehindTlsOrOnThisMachine(String url) {
        assertThat(RoboflowConfigs.at(DEFAULTS, Region.US, URI.create(url)).baseUri(Region.US))
                .hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.roboflow.com",
                "http://10.0.0.1",
                "http://localhost.example.com",
                "http://127.0.0.1.example.com",
                "ftp://api.roboflow.com",
                "api.roboflow.com",
                "//api.roboflow.com",
                "https:///ws",
                "https:api",
                "https://user:CANARY@api.roboflow.com",
                "https://api.roboflow.com/?api_key=CANARY",
                "https://api.roboflow.com/#CANARY",
                "https://api.roboflow.com/a/../b",
                "https://api.roboflow.com/a//b",
                "https://api.roboflow.com/%2e%2e"
            })
    void anyOtherPlaceIsRefusedWithASentenceThatRepeatsNothing(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoboflowConfigs.at(DEFAULTS, Region.US, URI.create(url)))
                .withMessageContaining("Roboflow API URL must")
                .withMessageNotContaining("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:8085",
                "http://127.255.255.254",
                "http://[::1]:8085",
                "https://[0:0:0:0:0:0:0:1]/",
                "http://localhost",
                "http://LocalHost:8085"
            })
    void anAddressOfThisMachineIsKnownInEveryForm(String url) {
        assertThat(Network.isLoopback(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.roboflow.com",
                "http://128.0.0.1",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://[::2]",
                "localhost",
                "mailto:localhost"
            })
    void nothingElseIsTakenForThisMachine(String url) {
        assertThat(Network.isLoopback(URI.create(url))).isFalse();
    }

    @Test
    void plainHttpIsRefusedWithItsReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoboflowConfigs.at(DEFAULTS, Region.US, URI.create("http://api.roboflow.com")))
                .withMessageContaining("must start with https://")
                .withMessageContaining("would show the API key to the network");
    }

    @Test
    void limitsAreChecked() {
        assertIllegal(Duration.ZERO, Duration.ofSeconds(1), 4, 8, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ZERO, 4, 8, 1);
        assertIllegal(Duration.ofSeconds(2), Duration.ofSeconds(1), 4, 8, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ofHours(1), 4, 8, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ofSeconds(1), 0, 8, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ofSeconds(1), Double.NaN, 8, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, 2, 1);
        assertIllegal(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, 8, 0);
        assertIllegal(Duration.ofSeconds(1), Duration.ofSeconds(1), 4, 8, Integer.MAX_VALUE);
    }

    private static void assertIllegal(Duration connect, Duration call, double rate, int burst, int maxBytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RoboflowConfig(
                        DEFAULTS.baseUris(),
                        KeyPlacement.QUERY,
                        AccessLevel.ALL,
                        connect,
                        call,
                        rate,
                        burst,
                        maxBytes,
                        false,
                        Clock.systemUTC()));
    }

    @Test
    void eachRegionHasItsPublicAddressAndNoTwoHaveTheSame() {
        assertThat(DEFAULTS.baseUri(Region.US)).hasToString("https://api.roboflow.com");
        assertThat(DEFAULTS.baseUri(Region.EU)).hasToString("https://api.roboflow.eu");
        for (String same : List.of("https://api.roboflow.com", "HTTPS://API.Roboflow.com:443/")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RoboflowConfigs.at(DEFAULTS, Region.EU, URI.create(same)))
                    .withMessage("each region needs a Roboflow API URL of its own");
        }
        assertThat(RoboflowConfigs.at(DEFAULTS, Region.EU, URI.create("https://api.roboflow.com/eu"))
                        .baseUri(Region.EU))
                .hasToString("https://api.roboflow.com/eu");
    }
}
