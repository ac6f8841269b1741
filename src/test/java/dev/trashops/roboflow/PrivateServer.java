package dev.trashops.roboflow;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Roboflow behind a certificate of an authority that no JVM knows. */
final class PrivateServer implements AutoCloseable {
    static final String HOST = "roboflow.invalid";

    private final HttpsServer server;

    private PrivateServer(HttpsServer server) {
        this.server = server;
    }

    static HeldCertificate authority(String name) {
        return new HeldCertificate.Builder()
                .commonName(name)
                .certificateAuthority(0)
                .build();
    }

    /** For {@link #HOST} and for this machine. */
    static PrivateServer start(HeldCertificate authority) throws IOException {
        HeldCertificate own = new HeldCertificate.Builder()
                .addSubjectAlternativeName(HOST)
                .addSubjectAlternativeName("localhost")
                .signedBy(authority)
                .build();
        HandshakeCertificates certificates =
                new HandshakeCertificates.Builder().heldCertificate(own).build();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.sslContext()));
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = "{\"workspace\":\"ws\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return new PrivateServer(server);
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
