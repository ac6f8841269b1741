package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts the calls of Roboflow routes and keeps those that meant to change something. Holds no query, header or body. */
final class RequestLog {
    private final Map<String, Integer> byRoute = new TreeMap<>();
    private final List<Mutation> mutations = new ArrayList<>();
    private int total;

    /**
     * A call that meant to change something.
     *
     * @param status of the answer, sent or cut off; 0 when the connection was cut before there was one
     * @param applied whether the workspace changed
     */
    record Mutation(Instant at, String method, String path, int status, boolean applied) {}

    void count(String label) {
        total++;
        byRoute.merge(label, 1, Integer::sum);
    }

    void add(Mutation mutation) {
        mutations.add(mutation);
    }

    void clear() {
        total = 0;
        byRoute.clear();
        mutations.clear();
    }

    ObjectNode json() {
        ObjectNode told = Json.object().put("total", total);
        ObjectNode routes = told.putObject("byRoute");
        byRoute.forEach(routes::put);
        ArrayNode list = told.putArray("mutations");
        for (Mutation mutation : mutations) {
            list.addObject()
                    .put("at", Json.time(mutation.at()))
                    .put("method", mutation.method())
                    .put("path", mutation.path())
                    .put("status", mutation.status())
                    .put("applied", mutation.applied());
        }
        return told;
    }
}
