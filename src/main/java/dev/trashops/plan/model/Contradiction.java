package dev.trashops.plan.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something that the answer to a change says other than was asked for.
 *
 * @param field of the answer, such as {@code trash}
 * @param asked what it says where the answer is about the change that was asked for
 * @param answered what it says instead: a boolean, or a type, slug, number or id of a known form; empty where it has
 *     another form, or holds the API key, since it is shown to people
 */
public record Contradiction(String field, String asked, Optional<String> answered) {

    /** As in a sentence, such as {@code trash: false (asked for true)}. */
    public static String described(List<Contradiction> contradictions) {
        return contradictions.stream().map(Contradiction::described).collect(Collectors.joining(", "));
    }

    private String described() {
        return field + ": " + answered.orElse("something unreadable") + " (asked for " + asked + ")";
    }
}
