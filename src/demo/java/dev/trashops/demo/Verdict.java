package dev.trashops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compares what was promised with what the sandbox reports. */
final class Verdict {
    /** Four restores, seven deletions. */
    private static final List<String> CALLS = List.of(
            "DELETE /acme-vision/bottle-caps/1 200",
            "DELETE /acme-vision/bottle-caps/2 200",
            "DELETE /acme-vision/forklift-traffic/1 200",
            "DELETE /acme-vision/pallet-labels/1 200",
            "DELETE /acme-vision/pets-demo 200",
            "DELETE /acme-vision/shelf-gaps/1 200",
            "DELETE /acme-vision/workflows/slow-webhooks 200",
            "POST /acme-vision/trash/restore 200",
            "POST /acme-vision/trash/restore 200",
            "POST /acme-vision/trash/restore 200",
            "POST /acme-vision/trash/restore 200");

    private final List<String> kept = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /** Checks the workspace, and every call that was meant to change it. */
    static Verdict of(SandboxClient sandbox) throws IOException, InterruptedException {
        Verdict verdict = new Verdict();
        JsonNode workspace = sandbox.workspace();
        List<String> active = active(workspace);
        List<String> trash = trash(workspace);
        verdict.expect(
                "every item to keep is active",
                active.containsAll(List.of(
                        "project hard-hats",
                        "project conveyor-jams",
                        "version conveyor-jams/2",
                        "workflow legacy-counter")));
        verdict.expect(
                "every item to trash is in the Trash",
                trash.containsAll(
                        List.of("project pets-demo", "version forklift-traffic/1", "workflow slow-webhooks")));
        verdict.expect(
                "items that are only observed were not touched",
                trash.containsAll(
                        List.of("project safety-vests", "version forklift-traffic/3", "workflow test-flow-2")));
        verdict.expect(
                "the mass deletion deleted nothing",
                MassDeletion.items().stream().map(MassDeletion.Item::label).allMatch(active::contains));
        verdict.expect(
                "what was approved is in the Trash, but not what somebody restored",
                Pruning.VERSIONS.stream()
                        .allMatch(version -> version.equals(Pruning.MISSED) == active.contains("version " + version)));
        verdict.expect(
                "each change was asked for once: four restores, seven deletions",
                sandbox.mutations().stream().sorted().toList().equals(CALLS));
        return verdict;
    }

    List<String> kept() {
        return List.copyOf(kept);
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    private void expect(String promise, boolean holds) {
        (holds ? kept : broken).add(promise);
    }

    private static List<String> active(JsonNode workspace) {
        Stream<String> projects = workspace.path("projects").valueStream().flatMap(project -> {
            String slug = project.path("slug").asText();
            return Stream.concat(
                    Stream.of("project " + slug),
                    project.path("versions")
                            .valueStream()
                            .map(version -> "version " + slug + "/"
                                    + version.path("number").asInt()));
        });
        Stream<String> workflows = workspace
                .path("workflows")
                .valueStream()
                .map(workflow -> "workflow " + workflow.path("slug").asText());
        return Stream.concat(projects, workflows).toList();
    }

    private static List<String> trash(JsonNode workspace) {
        return workspace
                .path("trash")
                .valueStream()
                .map(entry -> entry.path("type").asText().equals("version")
                        ? "version " + entry.path("project").asText() + "/"
                                + entry.path("number").asInt()
                        : entry.path("type").asText() + " " + entry.path("slug").asText())
                .toList();
    }
}
