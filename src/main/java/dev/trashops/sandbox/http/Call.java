package dev.trashops.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A request as it came in.
 *
 * @param path as sent, still encoded, without the query
 * @param segments of the path, decoded
 * @param bearer what the Authorization header carried
 */
public record Call(
        String method,
        String path,
        List<String> segments,
        Map<String, String> query,
        Optional<String> bearer,
        String body) {

    /** Takes a request line apart. An ill-formed escape in it is kept as it is. */
    public static Call of(String method, String target, Optional<String> authorization, String body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        Optional<String> bearer = authorization
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).strip());
        return new Call(method, path, split(path), query(mark < 0 ? "" : target.substring(mark + 1)), bearer, body);
    }

    /** Whether caches are to be bypassed ({@code nocache=true}). */
    public boolean uncached() {
        return "true".equals(query.get("nocache"));
    }

    /** The key: header first, then query, then body. */
    public Optional<String> key() {
        return bearer.or(() -> Optional.ofNullable(query.get("api_key")))
                .or(this::keyInBody)
                .filter(key -> !key.isEmpty());
    }

    /** Method and path only: query, header and body may hold the key. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    private Optional<String> keyInBody() {
        try {
            return Optional.ofNullable(Json.parse(body).path("api_key").textValue());
        } catch (RefusalException noJsonThenNoKey) {
            return Optional.empty();
        }
    }

    private static List<String> split(String path) {
        String inner = path.startsWith("/") ? path.substring(1) : path;
        String trimmed = inner.endsWith("/") ? inner.substring(0, inner.length() - 1) : inner;
        Stream<String> segments = trimmed.isEmpty() ? Stream.empty() : Arrays.stream(trimmed.split("/", -1));
        return segments.map(segment -> decode(segment.replace("+", "%2B"))).toList();
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.putIfAbsent(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException illFormedEscape) {
            return text;
        }
    }
}
