package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.network.Network;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How to reach Roboflow. Set by whoever runs the process, never by a resource, since it decides where keys are sent.
 *
 * @param baseUris the URL of the API of each region; its path is a prefix of every route
 * @param callTimeout for a whole call, including the body of the answer
 * @param rate how many requests per second each key may send in the long run
 * @param burst how many requests a key may send at once; at least 3, since background work leaves two for others
 * @param maxBytes the maximum size of an uncompressed answer
 * @param showNames whether to keep the names of people who trashed items
 * @param network what lies between
 */
public record RoboflowConfig(
        Map<Region, URI> baseUris,
        KeyPlacement placement,
        AccessLevel power,
        Duration connectTimeout,
        Duration callTimeout,
        double rate,
        int burst,
        int maxBytes,
        boolean showNames,
        Network network,
        Clock clock) {
    private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?");

    /** No message repeats the URL, since people paste keys into URLs. */
    public RoboflowConfig {
        baseUris = Map.copyOf(baseUris);
        require(baseUris.keySet().containsAll(EnumSet.allOf(Region.class)), "each region needs a Roboflow API URL");
        baseUris.values().forEach(RoboflowConfig::checkBase);
        require(
                !isSame(
                        Objects.requireNonNull(baseUris.get(Region.US)),
                        Objects.requireNonNull(baseUris.get(Region.EU))),
                "each region needs a Roboflow API URL of its own");
        require(isPositive(connectTimeout), "the connect time-out must be at least 1 ms");
        require(isPositive(callTimeout), "the call time-out must be at least 1 ms");
        require(callTimeout.compareTo(Duration.ofMinutes(10)) <= 0, "the call time-out must be at most 10 minutes");
        require(connectTimeout.compareTo(callTimeout) <= 0, "the connect time-out must not exceed the call time-out");
        require(rate >= 0.01 && rate <= 1000, "the rate must be between 0.01 and 1000 requests a second");
        require(burst >= 3, "the burst must be at least 3 requests");
        require(maxBytes >= 1 && maxBytes < Integer.MAX_VALUE, "the size limit must be between 1 byte and 2 GiB");
    }

    /** With nothing in between. */
    public RoboflowConfig(
            Map<Region, URI> baseUris,
            KeyPlacement placement,
            AccessLevel power,
            Duration connectTimeout,
            Duration callTimeout,
            double rate,
            int burst,
            int maxBytes,
            boolean showNames,
            Clock clock) {
        this(
                baseUris,
                placement,
                power,
                connectTimeout,
                callTimeout,
                rate,
                burst,
                maxBytes,
                showNames,
                Network.DIRECT,
                clock);
    }

    /** The public API with full access, at 4 requests per second and at most 16 MiB per answer. */
    public static RoboflowConfig defaults(Clock clock) {
        return new RoboflowConfig(
                Map.of(
                        Region.US, URI.create("https://api.roboflow.com"),
                        Region.EU, URI.create("https://api.roboflow.eu")),
                KeyPlacement.QUERY,
                AccessLevel.ALL,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                4,
                8,
                16 << 20,
                false,
                clock);
    }

    public URI baseUri(Region region) {
        return Objects.requireNonNull(baseUris.get(region));
    }

    /** Whether two base URLs are the same in other letters. */
    public static boolean isSame(URI one, URI other) {
        return normal(one).equals(normal(other));
    }

    private static String normal(URI base) {
        String scheme = String.valueOf(base.getScheme()).toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        String path = String.valueOf(base.getRawPath());
        return String.valueOf(base.getHost()).toLowerCase(Locale.ROOT)
                + ":" + (base.getPort() < 0 ? usual : base.getPort())
                + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** The base URL of a region without a trailing slash, since every route starts with one. */
    String base(Region region) {
        String text = baseUri(region).toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Checks a base URL.
     *
     * @throws IllegalArgumentException if keys must not be sent there; the message does not repeat the URL
     */
    public static void checkBase(URI base) {
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        String host = base.getHost();
        require(
                host != null && (scheme.equals("https") || scheme.equals("http")),
                "the Roboflow API URL must look like https://api.roboflow.com");
        require(base.getRawUserInfo() == null, "the Roboflow API URL must not contain a user name or password");
        require(
                base.getRawQuery() == null && base.getRawFragment() == null,
                "the Roboflow API URL must end with its path: no query, no fragment");
        require(
                PREFIX.matcher(base.getRawPath()).matches(),
                "the path of the Roboflow API URL must consist of plain segments");
        require(
                scheme.equals("https") || Network.isLoopback(base),
                "the Roboflow API URL must start with https://: plain http would show the API key to the network, and is"
                        + " allowed only for a loopback address such as http://127.0.0.1:8085");
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && duration.toMillis() > 0;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
