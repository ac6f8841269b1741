package dev.trashops.roboflow.network;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An HTTP proxy, and who may use it. */
public record ProxyServer(String host, int port, Optional<Login> login) {
    private static final int USUAL_PORT = 80;
    private static final int MAX_PORT = 65_535;

    /** A name and a password that cannot be logged by accident. */
    public record Login(String name, String password) {
        @Override
        public String toString() {
            return "Login[hidden]";
        }
    }

    /** Of a value such as {@code http://name:password@proxy.example:3128}, in which the scheme may be missing. */
    static ProxyServer of(String variable, String text) {
        URI uri = uri(variable, text.contains("://") ? text : "http://" + text);
        String scheme = String.valueOf(uri.getScheme());
        boolean more = uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !String.valueOf(uri.getRawPath()).matches("/?");
        if (!scheme.equalsIgnoreCase("http") || uri.getHost() == null || uri.getPort() > MAX_PORT || more) {
            throw refused(variable);
        }
        return new ProxyServer(
                uri.getHost(),
                uri.getPort() > 0 ? uri.getPort() : USUAL_PORT,
                Optional.ofNullable(uri.getRawUserInfo()).map(ProxyServer::login));
    }

    private static Login login(String userInfo) {
        int colon = userInfo.indexOf(':');
        return new Login(
                decoded(colon < 0 ? userInfo : userInfo.substring(0, colon)),
                decoded(colon < 0 ? "" : userInfo.substring(colon + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static URI uri(String variable, String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused(variable);
        }
    }

    private static IllegalArgumentException refused(String variable) {
        // The value may hold a password.
        return new IllegalArgumentException(
                variable + " must look like http://proxy.example:3128, with name:password@ before"
                        + " the host if the proxy asks for them (special characters percent-encoded); other kinds of proxies are not"
                        + " supported");
    }
}
