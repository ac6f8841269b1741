package dev.trashops.sandbox.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.net.PercentCodec;
import org.apache.hc.core5.net.WWWFormCodec;

/**
 * A request as it came in.
 *
 * @param path as sent, still encoded, without the query
 * @param segments of the path, decoded
 * @param key of the Authorization header, else of the query, else of the body
 * @param query its parameters, the first of each name
 * @param uncached whether caches are to be bypassed ({@code nocache=true})
 */
public record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Optional<String> key,
        boolean uncached,
        String body) {

    /** Takes a request line apart. An ill-formed escape in it is kept as it is. */
    public static Call of(String method, String target, Optional<String> authorization, String body) {
        String[] parts = target.split("\\?", 2);
        String inner = parts[0].replaceAll("^/|/$", "");
        Stream<String> segments = inner.isEmpty() ? Stream.empty() : Arrays.stream(inner.split("/", -1));
        Map<String, String> query = new LinkedHashMap<>();
        for (NameValuePair pair : WWWFormCodec.parse(parts.length < 2 ? "" : parts[1], StandardCharsets.UTF_8)) {
            query.putIfAbsent(pair.getName(), pair.getValue() == null ? "" : pair.getValue());
        }
        Optional<String> key = authorization
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip())
                .or(() -> Optional.ofNullable(query.get("api_key")))
                .or(() -> keyIn(body))
                .filter(sent -> !sent.isEmpty());
        return new Call(
                method,
                parts[0],
                segments.map(segment -> PercentCodec.decode(segment, StandardCharsets.UTF_8))
                        .toList(),
                query,
                key,
                "true".equals(query.get("nocache")),
                body);
    }

    /** Method and path only: query, header and body may hold the key. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private static Optional<String> keyIn(String body) {
        try {
            return Optional.ofNullable(Json.parse(body).path("api_key").textValue());
        } catch (RefusalException noJsonThenNoKey) {
            return Optional.empty();
        }
    }
}
