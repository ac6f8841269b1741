package dev.trashops.roboflow.http;

import java.util.Optional;

/**
 * What lies between the operator and Roboflow.
 *
 * @param caBundle authorities to trust beside those of the JVM
 */
public record Network(ProxySettings proxies, Optional<CaBundle> caBundle) {
    /** Straight to Roboflow, with the authorities of the JVM. */
    public static final Network DIRECT = new Network(ProxySettings.NONE, Optional.empty());
}
