package dev.trashops.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.SandboxOptions;
import dev.trashops.sandbox.SandboxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A sandbox and the routes that drive it. JSON is written with single quotes. */
final class Roboflow implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final SandboxServer server;

    private Roboflow(SandboxServer server) {
        this.server = server;
    }

    /** A sandbox with those workspaces, each written as in a seed. */
    static Roboflow with(String... workspaces) {
        return new Roboflow(SandboxServer.start(
                SandboxOptions.defaults().withSeed(json("{'workspaces':[" + String.join(",", workspaces) + "]}"))));
    }

    /** A sandbox with the workspace that it has by itself, which the examples are made for. */
    static Roboflow builtIn() {
        return new Roboflow(SandboxServer.start(SandboxOptions.defaults()));
    }

    /** A sandbox with the state that one had at that moment, and its time. */
    static Roboflow of(JsonNode state, Instant moment) {
        return new Roboflow(
                SandboxServer.start(SandboxOptions.defaults().withSeed(state).withStartAt(moment)));
    }

    /** JSON as tests write it, with single quotes. */
    static JsonNode json(String text) {
        return parsed(text.replace('\'', '"'));
    }

    /** JSON as programs print it. */
    static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI uri() {
        return server.uri();
    }

    /** Every change that took effect, such as {@code DELETE /acme/old}, in order. */
    List<String> applied() {
        List<String> lines = new ArrayList<>();
        control("GET", "requests", "").at("/mutations").forEach(mutation -> {
            if (mutation.path("applied").asBoolean()) {
                lines.add(mutation.path("method").asText() + " "
                        + mutation.path("path").asText());
            }
        });
        return lines;
    }

    /** Every change that was asked for, whether it took effect or not. */
    List<String> sent() {
        List<String> lines = new ArrayList<>();
        control("GET", "requests", "")
                .at("/mutations")
                .forEach(mutation -> lines.add(mutation.path("method").asText() + " "
                        + mutation.path("path").asText()));
        return lines;
    }

    /** How often a route was called. */
    int calls(String route) {
        return control("GET", "requests", "").at("/byRoute").path(route).asInt();
    }

    /** Slugs (or {@code slug/number}) of what a workspace has in the Trash. */
    List<String> trash(String workspace) {
        List<String> items = new ArrayList<>();
        workspace(workspace)
                .path("trash")
                .forEach(entry -> items.add(
                        entry.path("type").asText().equals("version")
                                ? entry.path("project").asText() + "/"
                                        + entry.path("number").asText()
                                : entry.path("slug").asText()));
        return items;
    }

    /** A workspace as the state tells it. */
    JsonNode workspace(String slug) {
        for (JsonNode workspace : control("GET", "state", "").path("workspaces")) {
            if (workspace.path("slug").asText().equals(slug)) {
                return workspace;
            }
        }
        throw new AssertionError("no workspace " + slug);
    }

    /** Counts from zero again. */
    void forget() {
        control("DELETE", "requests", "");
    }

    /** What a person does in the web app. */
    void act(String workspace, String fields) {
        control("POST", "actions", "{'workspace':'" + workspace + "'," + fields + "}");
    }

    void fault(String fields) {
        control("POST", "faults", "{" + fields + "}");
    }

    void heal() {
        control("DELETE", "faults", "");
    }

    void options(String fields) {
        control("POST", "options", "{" + fields + "}");
    }

    /** Replaces the keys of a workspace, as its settings page does. */
    void keys(String workspace, String keys) {
        JsonNode state = control("GET", "state", "");
        for (JsonNode one : state.path("workspaces")) {
            if (one.path("slug").asText().equals(workspace)) {
                ((com.fasterxml.jackson.databind.node.ObjectNode) one).set("keys", json(keys));
            }
        }
        control("PUT", "state", state.toString());
    }

    /** Trashes a workflow as somebody whose uid and name differ, which {@link #act} can't: both are among the fields. */
    void trash(String workspace, String workflow, String fields) {
        JsonNode state = control("GET", "state", "");
        for (JsonNode one : state.path("workspaces")) {
            Iterator<JsonNode> active = one.path("workflows").elements();
            while (one.path("slug").asText().equals(workspace) && active.hasNext()) {
                JsonNode node = active.next();
                if (node.path("slug").asText().equals(workflow)) {
                    active.remove();
                    ObjectNode entry = (ObjectNode) json("{'type':'workflow','deletedAt':'PT0S'," + fields + "}");
                    entry.setAll((ObjectNode) node);
                    ((ArrayNode) one.path("trash")).add(entry);
                }
            }
        }
        control("PUT", "state", state.toString());
    }

    JsonNode control(String method, String what, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/_sandbox/" + what))
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + what + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
