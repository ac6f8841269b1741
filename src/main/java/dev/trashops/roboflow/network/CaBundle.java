package dev.trashops.roboflow.network;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trusts the authorities in a PEM file beside those of the JVM. The file is read again when it has changed; a version that cannot
 * be read changes nothing.
 */
public final class CaBundle implements X509TrustManager {
    private static final Logger LOG = LoggerFactory.getLogger(CaBundle.class);

    /** What changes when a file is written or, as Kubernetes does, replaced. Without anything where it is missing. */
    private record Stamp(Optional<FileTime> changedAt, long size, Optional<Object> inode) {
        static Stamp of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Stamp(
                        Optional.of(attributes.lastModifiedTime()),
                        attributes.size(),
                        Optional.ofNullable(attributes.fileKey()));
            } catch (IOException missing) {
                return new Stamp(Optional.empty(), 0, Optional.empty());
            }
        }
    }

    private final Path file;
    private Stamp seen;
    private X509TrustManager current;

    private CaBundle(Path file, Stamp seen, X509TrustManager current) {
        this.file = file;
        this.seen = seen;
        this.current = current;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it cannot be read, or has no certificate in PEM form
     */
    public static CaBundle of(Path file) throws IOException {
        Stamp before = Stamp.of(file);
        return new CaBundle(file, before, read(file));
    }

    private static X509TrustManager read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(stream);
            if (found.isEmpty()) {
                throw new IOException("no certificate");
            }
            List<Certificate> trusted = new ArrayList<>(found);
            trusted.addAll(Arrays.asList(of((KeyStore) null).getAcceptedIssuers()));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("ca-" + i, trusted.get(i));
            }
            return of(store);
        } catch (GeneralSecurityException e) {
            throw new IOException("not a PEM file with certificates", e);
        }
    }

    /** Without a store, that of the JVM. */
    private static X509TrustManager of(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Stream.of(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("no trust manager"));
    }

    private synchronized X509TrustManager current() {
        Stamp now = Stamp.of(file);
        if (!now.equals(seen)) {
            // Also of a version that cannot be read, so that it is reported once.
            seen = now;
            try {
                current = read(file);
                LOG.info("The CA bundle {} has changed and was read again", file);
            } catch (IOException e) {
                LOG.warn(
                        "The CA bundle {} has changed and cannot be read, or holds no certificates in PEM form; the last"
                                + " version stays in use",
                        file);
            }
        }
        return current;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current().checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current().checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current().getAcceptedIssuers();
    }
}
