package dev.trashops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** Reads the state of the sandbox, and acts in it as a person in the web app would. */
final class SandboxClient {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI sandbox;

    SandboxClient(URI sandbox) {
        this.sandbox = sandbox;
    }

    void trashProject(String slug) throws IOException, InterruptedException {
        act(json.createObjectNode().put("do", "trash").put("type", "project").put("project", slug));
    }

    void restoreVersion(String project, int number) throws IOException, InterruptedException {
        act(json.createObjectNode()
                .put("do", "restore")
                .put("type", "version")
                .put("project", project)
                .put("version", number));
    }

    /** The calls meant to change something, oldest first, such as {@code DELETE /acme-vision/pets-demo 200}. */
    List<String> mutations() throws IOException, InterruptedException {
        return send(request("requests").GET())
                .path("mutations")
                .valueStream()
                .map(call -> call.path("method").asText() + " "
                        + call.path("path").asText() + " " + call.path("status").asText())
                .toList();
    }

    /** The one workspace, as a seed. */
    JsonNode workspace() throws IOException, InterruptedException {
        return send(request("state").GET()).path("workspaces").path(0);
    }

    private void act(JsonNode action) throws IOException, InterruptedException {
        send(request("actions").POST(HttpRequest.BodyPublishers.ofString(action.toString())));
    }

    private HttpRequest.Builder request(String route) {
        return HttpRequest.newBuilder(sandbox.resolve("/_sandbox/" + route));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the sandbox answers " + response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
