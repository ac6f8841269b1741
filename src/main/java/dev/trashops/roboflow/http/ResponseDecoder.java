package dev.trashops.roboflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.MalformedResponse;
import dev.trashops.workspace.port.RoboflowFailure.Conflict.Blocker;
import feign.Response;
import feign.codec.Decoder;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns HTTP answers into {@link ApiResponse} and {@link Rejection}. */
final class ResponseDecoder implements Decoder, ErrorDecoder {
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Clock clock;

    /** An answer that is not 2xx. */
    static final class Rejection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final int status;
        final transient Optional<Duration> retryAfter;
        final transient Optional<Blocker> blocker;

        Rejection(int status, Optional<Duration> retryAfter) {
            this(status, retryAfter, Optional.empty());
        }

        Rejection(int status, Optional<Duration> retryAfter, Optional<Blocker> blocker) {
            super(null, null, false, false);
            this.status = status;
            this.retryAfter = retryAfter;
            this.blocker = blocker;
        }
    }

    ResponseDecoder(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ApiResponse decode(Response response, Type type) throws IOException {
        byte[] bytes = response.body().asInputStream().readAllBytes();
        try {
            return new ApiResponse(
                    response.status(),
                    json.readTree(bytes),
                    header(response, "Date").flatMap(ResponseDecoder::httpDate));
        } catch (JsonProcessingException e) {
            // The message of the exception quotes the answer, which may repeat the key.
            throw new MalformedResponse();
        }
    }

    @Override
    public Exception decode(String methodKey, Response response) {
        return new Rejection(
                response.status(), header(response, "Retry-After").flatMap(this::retryAfter), blocker(response));
    }

    /** The innermost client lets only the name of a known blocker through. */
    private static Optional<Blocker> blocker(Response response) {
        if (response.body() == null) {
            return Optional.empty();
        }
        try (InputStream stream = response.body().asInputStream()) {
            String name = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(Blocker.values())
                    .filter(blocker -> blocker.name().equals(name))
                    .findFirst();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Optional<Duration> retryAfter(String value) {
        Optional<Duration> asked = SECONDS.matcher(value).matches()
                // A number of more digits might not fit into a long, and is beyond the longest wait anyway.
                ? Optional.of(Duration.ofSeconds(value.length() > 9 ? LONGEST.toSeconds() : Long.parseLong(value)))
                : httpDate(value).map(date -> Duration.between(clock.instant(), date));
        return asked.map(wait -> wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait)
                .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Optional<Instant> httpDate(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(Response response, String name) {
        return response.headers().getOrDefault(name, List.of()).stream()
                .findFirst()
                .map(String::trim);
    }
}
