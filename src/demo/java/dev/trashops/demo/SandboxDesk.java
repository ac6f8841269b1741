package dev.trashops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Looks into the sandbox and acts in it as a person in the web app would. */
final class SandboxDesk {
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI sandbox;

    SandboxDesk(URI sandbox) {
        this.sandbox = sandbox;
    }

    /** Somebody moves a project to the Trash. */
    void trashProject(String slug) throws IOException, InterruptedException {
        String action = json.createObjectNode()
                .put("do", "trash")
                .put("type", "project")
                .put("project", slug)
                .put("by", "somebody")
                .toString();
        send(request("actions").POST(HttpRequest.BodyPublishers.ofString(action)));
    }

    /** Somebody brings a version back from the Trash. */
    void restoreVersion(String project, int number) throws IOException, InterruptedException {
        String action = json.createObjectNode()
                .put("do", "restore")
                .put("type", "version")
                .put("project", project)
                .put("version", number)
                .toString();
        send(request("actions").POST(HttpRequest.BodyPublishers.ofString(action)));
    }

    /** What was asked of Roboflow to change, oldest first, such as {@code DELETE /acme-vision/pets-demo 200}. */
    List<String> mutations() throws IOException, InterruptedException {
        return stream(send(request("requests").GET()).path("mutations"))
                .map(one -> one.path("method").asText() + " " + one.path("path").asText() + " "
                        + one.path("status").asText())
                .toList();
    }

    /** The one workspace, as a seed. */
    JsonNode workspace() throws IOException, InterruptedException {
        return send(request("state").GET()).path("workspaces").path(0);
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
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
