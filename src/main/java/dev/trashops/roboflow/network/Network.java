package dev.trashops.roboflow.network;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lies between the operator and Roboflow.
 *
 * @param caBundle authorities to trust beside those of the JVM
 */
public record Network(ProxySettings proxies, Optional<CaBundle> caBundle) {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

    /** Straight to Roboflow, with the authorities of the JVM. */
    public static final Network DIRECT = new Network(ProxySettings.NONE, Optional.empty());

    /** Whether only this machine can answer at that address. */
    public static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.matcher(uri.getHost()).matches();
    }
}
