package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The id of a training that was checked, and that is a single segment of a path once it is encoded. */
public record TrainingSegment(String id) {
    private static final Pattern PATTERN = Pattern.compile(ItemKey.TRAINING_ID);

    /** What a checked id looks like once it is encoded. */
    static final String ENCODED = "(?!\\.{1,2}(?:/|$))(?:[A-Za-z0-9._~-]|%(?:2B|2F|3A|3D|40))+";

    public TrainingSegment {
        if (!PATTERN.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the id of a training is 1 to 300 letters, digits and -._~:=@+, in parts with"
                            + " '/' between them, none of them '.' or '..'");
        }
    }

    /** Empty for an id that must not be part of a request. */
    public static Optional<TrainingSegment> of(String id) {
        return PATTERN.matcher(id).matches() ? Optional.of(new TrainingSegment(id)) : Optional.empty();
    }

    /** As one segment: an older form of the id holds slashes. */
    @Override
    public String toString() {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("%7E", "~");
    }
}
