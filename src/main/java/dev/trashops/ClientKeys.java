package dev.trashops;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.CertUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The client key of a kubeconfig where the Kubernetes client cannot read it: it takes every PKCS#8 key for an RSA key, while many
 * clusters give out elliptic-curve ones.
 */
final class ClientKeys {
    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";
    private static final List<String> ALGORITHMS = List.of("EC", "EdDSA");
    private static final char[] NO_PASSWORD = {};

    private ClientKeys() {}

    /**
     * The key and certificate of a configuration; empty if it has none, or one that the client reads itself.
     *
     * @throws IOException if they cannot be read
     */
    static Optional<KeyManager[]> of(Config config) throws IOException {
        Optional<PrivateKey> key =
                text(config.getClientKeyData(), config.getClientKeyFile()).flatMap(ClientKeys::key);
        Optional<String> certificate = text(config.getClientCertData(), config.getClientCertFile());
        if (key.isEmpty() || certificate.isEmpty()) {
            return Optional.empty();
        }
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(
                            new ByteArrayInputStream(certificate.get().getBytes(StandardCharsets.UTF_8)))
                    .toArray(Certificate[]::new);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("client", key.get(), NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return Optional.of(factory.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException("the client certificate of the kubeconfig is not usable", e);
        }
    }

    private static Optional<String> text(String data, String file) throws IOException {
        if (data == null && file == null) {
            return Optional.empty();
        }
        try (InputStream stream = CertUtils.getInputStreamFromDataOrFile(data, file)) {
            return Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static Optional<PrivateKey> key(String pem) {
        int begin = pem.indexOf(BEGIN);
        int end = pem.indexOf(END);
        if (begin < 0 || end < begin) {
            return Optional.empty();
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end));
        return ALGORITHMS.stream()
                .flatMap(algorithm -> key(algorithm, encoded).stream())
                .findFirst();
    }

    private static Optional<PrivateKey> key(String algorithm, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (InvalidKeySpecException ofAnotherKind) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM does not know " + algorithm, e);
        }
    }
}
