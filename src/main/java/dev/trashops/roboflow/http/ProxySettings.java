package dev.trashops.roboflow.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/**
 * Through which proxies requests to Roboflow go, as the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} say, in capital or small letters. A name or password in them is as secret as an API key.
 *
 * @param https for https URLs
 * @param http for http URLs
 * @param direct what is reached without a proxy
 */
public record ProxySettings(Optional<ProxyServer> https, Optional<ProxyServer> http, List<DirectHosts> direct) {
    public static final ProxySettings NONE = new ProxySettings(Optional.empty(), Optional.empty(), List.of());

    public ProxySettings {
        direct = List.copyOf(direct);
    }

    /**
     * Reads the variables.
     *
     * @throws IllegalArgumentException if a value cannot be used; the message names the variable and does not repeat the value
     */
    public static ProxySettings of(Function<String, Optional<String>> variables) {
        return new ProxySettings(
                server("HTTPS_PROXY", variables),
                server("HTTP_PROXY", variables),
                value("NO_PROXY", variables).stream()
                        .flatMap(text -> Stream.of(text.split("[,\\s]+")))
                        .filter(entry -> !entry.isEmpty())
                        .map(DirectHosts::of)
                        .toList());
    }

    private static Optional<ProxyServer> server(String name, Function<String, Optional<String>> variables) {
        return value(name, variables).map(text -> ProxyServer.of(name, text));
    }

    private static Optional<String> value(String name, Function<String, Optional<String>> variables) {
        return variables.apply(name).or(() -> variables.apply(name.toLowerCase(Locale.ROOT)));
    }

    /** The proxy for a URL; empty if it is reached directly, as this machine itself always is. */
    Optional<ProxyServer> of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        String host = uri.getHost();
        boolean around = RoboflowConfig.isLoopback(uri) || direct.stream().anyMatch(entry -> entry.include(host, port));
        return around ? Optional.empty() : secure ? https : http;
    }

    ProxySelector selector() {
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        ProxySettings.this.of(uri).map(ProxySettings::proxy).orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The call itself fails, too.
            }
        };
    }

    private static Proxy proxy(ProxyServer server) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(server.host(), server.port()));
    }

    /** Answers a proxy that asks who is calling, once. */
    Authenticator authenticator() {
        return (route, response) -> response.request().header("Proxy-Authorization") != null
                ? null
                : Stream.of(https, http)
                        .flatMap(Optional::stream)
                        .filter(server -> route != null
                                && route.proxy().address() instanceof InetSocketAddress address
                                && address.getHostString().equalsIgnoreCase(server.host())
                                && address.getPort() == server.port())
                        .flatMap(server -> server.login().stream())
                        .findFirst()
                        .map(login -> response.request()
                                .newBuilder()
                                .header("Proxy-Authorization", Credentials.basic(login.name(), login.password()))
                                .build())
                        .orElse(null);
    }
}
