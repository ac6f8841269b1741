package dev.trashops.roboflow.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The environment variables that closed networks know, as curl and Go read them. */
class ProxySettingsTest {
    private static final URI ROBOFLOW = URI.create("https://api.roboflow.com/acme/trash");

    private static ProxySettings of(Map<String, String> variables) {
        return ProxySettings.of(name -> Optional.ofNullable(variables.get(name)));
    }

    private static boolean isDirect(String noProxy, String uri) {
        return of(Map.of("HTTPS_PROXY", "http://proxy:3128", "NO_PROXY", noProxy))
                .of(URI.create(uri))
                .isEmpty();
    }

    @Test
    void withoutVariablesEverythingIsReachedDirectly() {
        assertThat(of(Map.of())).isEqualTo(ProxySettings.NONE);
        assertThat(ProxySettings.NONE.of(ROBOFLOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy.example:3128, proxy.example, 3128",
        "proxy.example:3128, proxy.example, 3128",
        "http://proxy.example, proxy.example, 80",
        "HTTP://10.0.0.7:8080/, 10.0.0.7, 8080",
        "http://[::1]:3128, [::1], 3128"
    })
    void aProxyIsAHostAndAPort(String value, String host, int port) {
        assertThat(of(Map.of("https_proxy", value)).of(ROBOFLOW))
                .contains(new ProxyServer(host, port, Optional.empty()));
    }

    @Test
    void capitalLettersWinAndEachSchemeHasItsOwn() {
        ProxySettings settings = of(Map.of(
                "HTTPS_PROXY", "http://one:1",
                "https_proxy", "http://two:2",
                "http_proxy", "http://three:3"));
        assertThat(settings.of(ROBOFLOW)).map(ProxyServer::host).contains("one");
        assertThat(settings.of(URI.create("http://roboflow.example/")))
                .map(ProxyServer::host)
                .contains("three");
    }

    @Test
    void anEmptyVariableCountsAsNone() {
        assertThat(of(Map.of("HTTPS_PROXY", " ", "https_proxy", "http://two:2")).of(ROBOFLOW))
                .map(ProxyServer::host)
                .contains("two");
    }

    @Test
    void aLoginIsDecodedAndNotPrinted() {
        ProxySettings settings = of(Map.of("HTTPS_PROXY", "http://us%40er:p%3Aa+ss@proxy:3128"));
        assertThat(settings.of(ROBOFLOW).flatMap(ProxyServer::login))
                .contains(new ProxyServer.Login("us@er", "p:a+ss"));
        assertThat(settings.toString()).doesNotContain("us@er", "us%40er", "a+ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:canary@proxy:1080",
                "https://user:canary@proxy",
                "http://user:canary@:3128",
                "http:// canary",
                "http://user:12#canary@proxy:3128",
                "http://user:12/canary@proxy:3128",
                "http://user:canary@proxy:99999",
                "http://user:%zcanary@proxy:3128"
            })
    void anythingElseIsRefusedWithoutRepeatingIt(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(Map.of("HTTPS_PROXY", value)))
                .withMessageContaining("HTTPS_PROXY must look like http://")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("canary"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | https://api.roboflow.com/ | true",
                "api.roboflow.com | https://api.roboflow.com/ | true",
                "roboflow.com | https://api.roboflow.com/ | true",
                ".roboflow.com | https://api.roboflow.com/ | true",
                "*.roboflow.com | https://api.roboflow.com/ | true",
                ".roboflow.com | https://roboflow.com/ | false",
                "ROBOFLOW.COM | https://api.roboflow.com/ | true",
                "oboflow.com | https://api.roboflow.com/ | false",
                "api.roboflow.com:443 | https://api.roboflow.com/ | true",
                "api.roboflow.com:8443 | https://api.roboflow.com/ | false",
                "other.example, roboflow.com | https://api.roboflow.com/ | true",
                "other.example roboflow.com | https://api.roboflow.com/ | true",
                "10.0.0.0/8 | https://10.20.30.40/ | true",
                "10.0.0.0/8 | https://11.20.30.40/ | false",
                "10.0.0.0/33 | https://10.20.30.40/ | false",
                "10.0.0.0/8 | https://api.roboflow.com/ | false",
                "192.168.1.7 | https://192.168.1.7/ | true",
                "fd00::/8 | https://[fd12::1]/ | true",
                "fd00::/8 | https://[fe80::1]/ | false",
                "[fd12::1]:443 | https://[fd12::1]/ | true",
                "192.168.1.7:8443 | https://192.168.1.7/ | false",
                "999.1.1.1 | https://192.168.1.7/ | false",
                "fd12::1 | https://[fd12:0:0::1]/ | true",
                "nonsense/8 | https://api.roboflow.com/ | false",
                "'' | https://api.roboflow.com/ | false",
                "'' | https://localhost:8085/ | true",
                "'' | https://127.0.0.1:8085/ | true"
            })
    void noProxyNamesWhatIsReachedDirectly(String noProxy, String uri, boolean direct) {
        assertThat(isDirect(noProxy, uri)).isEqualTo(direct);
    }
}
