package dev.trashops.roboflow.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Through which proxies requests to Roboflow go, as the environment variables {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code
 * NO_PROXY} say, in capital or small letters. A name or password in them is as secret as an API key.
 *
 * @param https for https URLs
 * @param http for http URLs
 * @param direct what is reached without a proxy
 */
public record ProxySettings(Optional<ProxyServer> https, Optional<ProxyServer> http, List<DirectHosts> direct) {
    private static final String AUTHORIZATION = "Proxy-Authorization";
    private static final String BEFOREHAND = "OkHttp-Preemptive";

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

    /** An empty variable counts as none. */
    private static Optional<String> value(String name, Function<String, Optional<String>> variables) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .flatMap(each -> variables.apply(each).stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** Whether there is no proxy at all. */
    public boolean areNone() {
        return https.isEmpty() && http.isEmpty();
    }

    /** The proxy for a URL; empty if it is reached directly, as this machine itself always is. */
    public Optional<ProxyServer> of(URI uri) {
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
        String host = String.valueOf(uri.getHost());
        boolean around = Network.isLoopback(uri) || direct.stream().anyMatch(entry -> entry.include(host, port));
        return around ? Optional.empty() : secure ? https : http;
    }

    public ProxySelector selector() {
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

    /** Names itself to a proxy that asks who is calling, once. OkHttp asks for that even before the proxy does. */
    public Authenticator authenticator() {
        return (route, response) -> {
            boolean inVain = response.request().header(AUTHORIZATION) != null;
            Optional<ProxyServer.Login> login = inVain ? Optional.empty() : login(route);
            if (login.isEmpty()) {
                if (response.challenges().stream()
                        .anyMatch(asked -> asked.scheme().equals(BEFOREHAND))) {
                    return null;
                }
                throw new ProxyRefusal();
            }
            return response.request()
                    .newBuilder()
                    .header(
                            AUTHORIZATION,
                            Credentials.basic(login.get().name(), login.get().password(), StandardCharsets.UTF_8))
                    .build();
        };
    }

    private Optional<ProxyServer.Login> login(@Nullable Route route) {
        return route != null && route.proxy().address() instanceof InetSocketAddress address
                ? Stream.of(https, http)
                        .flatMap(Optional::stream)
                        .filter(server -> address.getHostString().equalsIgnoreCase(server.host())
                                && address.getPort() == server.port())
                        .flatMap(server -> server.login().stream())
                        .findFirst()
                : Optional.empty();
    }
}
