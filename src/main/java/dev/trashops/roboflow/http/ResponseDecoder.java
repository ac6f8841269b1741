package dev.trashops.roboflow.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.MalformedResponse;
import feign.Response;
import feign.codec.Decoder;
import feign.codec.ErrorDecoder;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns HTTP answers into {@link ApiResponse} and {@link HttpRejection}. */
final class ResponseDecoder implements Decoder, ErrorDecoder {
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final Clock clock;

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
            // Its message quotes the answer.
            throw new MalformedResponse();
        }
    }

    @Override
    public Exception decode(String methodKey, Response response) {
        return new HttpRejection(
                response.status(), header(response, "Retry-After").flatMap(this::retryAfter));
    }

    private Optional<Duration> retryAfter(String value) {
        Optional<Duration> asked = SECONDS.matcher(value).matches()
                // More digits than this are far beyond the longest wait anyway.
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
