package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The name of the one item that was asked for, compared with what an answer calls it. A route of another kind, or a server
 * that takes a slug more broadly than it was meant, may answer about another item.
 *
 * @param segments workspace and project, and for a version its number
 */
record AnsweredName(List<String> segments) {
    static AnsweredName of(String... segments) {
        return new AnsweredName(List.of(segments));
    }

    /** That of one of the project's versions. */
    AnsweredName version(int number) {
        return of(segments.get(0), segments.get(1), String.valueOf(number));
    }

    /** Throws unless that object, of an answer to a request for this name, is about this name as far as it tells. */
    void check(JsonNode object) {
        if (idOf(object).filter(id -> !fits(id)).isPresent()) {
            throw new MalformedResponse();
        }
    }

    /** Like {@link #check}, and an object that tells neither its name nor its age proves nothing. */
    void prove(JsonNode object) {
        check(object);
        if (idOf(object).isEmpty() && InventoryResponses.created(object).isEmpty()) {
            throw new MalformedResponse();
        }
    }

    /** Throws if the answer says that it is about another workspace. */
    void checkWorkspace(JsonNode answer) {
        Optional<String> told = JsonValues.text(answer.path("workspace"), "url");
        if (told.filter(url -> !url.equals(segments.get(0))).isPresent()) {
            throw new MalformedResponse();
        }
    }

    private static Optional<String> idOf(JsonNode object) {
        return JsonValues.text(object, "id").or(() -> JsonValues.text(object, "url"));
    }

    /** Ids of active items are {@code workspace/project/3}, or only the last of these, or the end of a URL. */
    boolean fits(String id) {
        List<String> told = Arrays.asList(id.split("/", -1));
        int common = Math.min(told.size(), segments.size());
        return told.subList(told.size() - common, told.size())
                .equals(segments.subList(segments.size() - common, segments.size()));
    }
}
