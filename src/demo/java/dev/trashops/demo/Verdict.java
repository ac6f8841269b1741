package dev.trashops.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** Compares what was promised with what the sandbox itself says. */
final class Verdict {
    private final List<String> kept = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();

    /** Looks at the workspace and at every change that was asked of it. */
    static Verdict of(SandboxDesk sandbox) throws IOException, InterruptedException {
        Verdict verdict = new Verdict();
        JsonNode workspace = sandbox.workspace();
        List<String> active = active(workspace);
        List<String> trash = trash(workspace);
        verdict.expect(
                "what must never be lost is active",
                active.containsAll(List.of(
                        "project hard-hats",
                        "project conveyor-jams",
                        "version conveyor-jams/2",
                        "workflow legacy-counter")));
        verdict.expect(
                "what was to go is in the Trash",
                trash.containsAll(
                        List.of("project pets-demo", "version forklift-traffic/1", "workflow slow-webhooks")));
        verdict.expect(
                "what is only watched was left where it was",
                trash.containsAll(
                        List.of("project safety-vests", "version forklift-traffic/3", "workflow test-flow-2")));
        verdict.expect(
                "the mass deletion deleted nothing",
                MassDeletion.items().stream().map(MassDeletion.Item::words).allMatch(active::contains));
        verdict.expect(
                "what was approved is in the Trash, but for what somebody brought back",
                Pruning.VERSIONS.stream()
                        .allMatch(version -> version.equals(Pruning.MISSED) == active.contains("version " + version)));
        verdict.expect(
                "each change was asked of Roboflow once: four restores, seven deletions",
                sorted(sandbox.mutations())
                        .equals(sorted(List.of(
                                "POST /acme-vision/trash/restore 200",
                                "POST /acme-vision/trash/restore 200",
                                "POST /acme-vision/trash/restore 200",
                                "POST /acme-vision/trash/restore 200",
                                "DELETE /acme-vision/pets-demo 200",
                                "DELETE /acme-vision/forklift-traffic/1 200",
                                "DELETE /acme-vision/workflows/slow-webhooks 200",
                                "DELETE /acme-vision/bottle-caps/1 200",
                                "DELETE /acme-vision/bottle-caps/2 200",
                                "DELETE /acme-vision/pallet-labels/1 200",
                                "DELETE /acme-vision/shelf-gaps/1 200"))));
        return verdict;
    }

    /** What is as it should be. */
    List<String> kept() {
        return List.copyOf(kept);
    }

    /** What is not. */
    List<String> broken() {
        return List.copyOf(broken);
    }

    private void expect(String promise, boolean holds) {
        (holds ? kept : broken).add(promise);
    }

    private static List<String> active(JsonNode workspace) {
        Stream<String> projects = SandboxDesk.stream(workspace.path("projects")).flatMap(project -> {
            String slug = project.path("slug").asText();
            return Stream.concat(
                    Stream.of("project " + slug),
                    SandboxDesk.stream(project.path("versions"))
                            .map(version -> "version " + slug + "/"
                                    + version.path("number").asInt()));
        });
        Stream<String> workflows = SandboxDesk.stream(workspace.path("workflows"))
                .map(workflow -> "workflow " + workflow.path("slug").asText());
        return Stream.concat(projects, workflows).toList();
    }

    private static List<String> trash(JsonNode workspace) {
        return SandboxDesk.stream(workspace.path("trash"))
                .map(entry -> entry.path("type").asText().equals("version")
                        ? "version " + entry.path("project").asText() + "/"
                                + entry.path("number").asInt()
                        : entry.path("type").asText() + " " + entry.path("slug").asText())
                .toList();
    }

    private static List<String> sorted(List<String> lines) {
        List<String> copy = new ArrayList<>(lines);
        Collections.sort(copy);
        return copy;
    }
}
