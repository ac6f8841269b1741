package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.json.MalformedResponse;
import dev.trashops.workspace.port.ApiKey;
import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The innermost HTTP client, and the only place that puts the key into a request. The answers and exceptions that leave it
 * refer to the request without the key, and none of their text contains the key.
 */
final class AuthenticatingClient implements Client {
    private static final Logger LOG = LoggerFactory.getLogger(AuthenticatingClient.class);

    /** The only headers that are kept of an answer; others, such as a redirect's Location, may quote the request. */
    private static final List<String> HEADERS = List.of("Date", "Retry-After");

    /** Shorter keys could match ordinary words in an answer, so they are not masked. Roboflow's have 20 letters. */
    private static final int SHORTEST_TO_HIDE = 12;

    /** What an HTTP header can hold. Roboflow's keys are letters and digits. */
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    private final Client transport;
    private final Region region;
    private final ApiKey key;
    private final RoboflowConfig config;
    private final CallListener listener;

    AuthenticatingClient(Client transport, Region region, ApiKey key, RoboflowConfig config, CallListener listener) {
        this.transport = transport;
        this.region = region;
        this.key = key;
        this.config = config;
        this.listener = listener;
    }

    @Override
    public Response execute(Request request, Request.Options options) throws IOException {
        ApiRoute.Of called = request.requestTemplate().methodMetadata().method().getAnnotation(ApiRoute.Of.class);
        ApiRoute route = Objects.requireNonNull(called).value();
        checkAddress(route, request);
        if (!SENDABLE.matcher(key.reveal()).matches()) {
            // As Roboflow would answer, but without sending the key anywhere.
            throw new ResponseDecoder.Rejection(401, Optional.empty());
        }

        Instant start = config.clock().instant();
        String statusClass = "none";
        try (Response response = transport.execute(keyed(request), options)) {
            Response clean = clean(response, request);
            statusClass = response.status() / 100 + "xx";
            return clean;
        } catch (MalformedResponse e) {
            throw e;
        } catch (Exception e) {
            // OkHttp is written in Kotlin and throws InterruptedException without declaring it.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // The message of any exception may quote the URL, and with it the key.
            LOG.debug("{} got no answer: {}", route.documented(), e.getClass().getName());
            throw NoAnswer.of(
                    e,
                    config.network().proxies().of(config.baseUri(region)).isPresent(),
                    Thread.currentThread().isInterrupted());
        } finally {
            listener.called(
                    region,
                    route.documented(),
                    statusClass,
                    Duration.between(start, config.clock().instant()));
        }
    }

    private void checkAddress(ApiRoute route, Request request) {
        String base = config.base(region);
        if (!request.url().startsWith(base + "/")) {
            throw new IllegalStateException("the request would leave region " + region);
        }
        String path = request.url().substring(base.length());
        int query = path.indexOf('?');
        route.check(request.httpMethod().name(), query < 0 ? path : path.substring(0, query));
    }

    private Request keyed(Request request) {
        String url = request.url();
        Map<String, Collection<String>> headers = new HashMap<>(request.headers());
        switch (config.placement()) {
            case BEARER -> headers.put("Authorization", List.of("Bearer " + key.reveal()));
            case QUERY ->
                url += (url.contains("?") ? "&" : "?")
                        + "api_key="
                        + URLEncoder.encode(key.reveal(), StandardCharsets.UTF_8);
        }
        return Request.create(
                request.httpMethod(), url, headers, request.body(), request.charset(), request.requestTemplate());
    }

    private Response clean(Response response, Request original) throws IOException {
        Map<String, Collection<String>> headers = new HashMap<>();
        for (String name : HEADERS) {
            headers.put(name, response.headers().getOrDefault(name, List.of()));
        }
        return Response.builder()
                .status(response.status())
                .headers(headers)
                .request(original)
                .body(bodyOf(response))
                .build();
    }

    private byte[] bodyOf(Response response) throws IOException {
        // The body of an error may repeat the key: that of a 401 does. All that is needed is a known code of a 409.
        boolean conflict = response.status() == 409;
        if (response.body() == null || (response.status() / 100 != 2 && !conflict)) {
            return new byte[0];
        }
        byte[] bytes;
        try (InputStream stream = response.body().asInputStream()) {
            bytes = stream.readNBytes(config.maxBytes() + 1);
        }
        if (conflict) {
            return ConflictCodes.of(bytes).map(Enum::name).orElse("").getBytes(StandardCharsets.UTF_8);
        }
        if (bytes.length > config.maxBytes()) {
            throw MalformedResponse.tooLarge();
        }
        String secret = key.reveal();
        if (secret.length() < SHORTEST_TO_HIDE) {
            return bytes;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.contains(secret) ? text.replace(secret, "[hidden]").getBytes(StandardCharsets.UTF_8) : bytes;
    }
}
