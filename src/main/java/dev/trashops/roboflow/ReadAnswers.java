package dev.trashops.roboflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ProjectContents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the reads of active things answer. Whatever is missing from these lists looks gone, so a list that is not there,
 * has more pages, or holds something unreadable is no list.
 */
final class ReadAnswers {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,9}");

    private ReadAnswers() {}

    /** Of {@code GET /}. */
    static String workspaceOfKey(Answer answer) {
        return Optional.of(answer.read().path("workspace"))
                .filter(JsonNode::isTextual)
                .flatMap(Fields::text)
                .orElseThrow(Unreadable::new);
    }

    /** Of {@code GET /:workspace}. */
    static List<ActiveProject> projects(Answer answer) {
        JsonNode root = answer.read();
        JsonNode workspace = root.path("workspace");
        JsonNode list = workspace.path("projects").isArray() ? workspace.path("projects") : root.path("projects");
        List<ActiveProject> projects =
                all(list, node -> project(node, slug(node).orElseThrow(Unreadable::new)));
        refuseIfPaged(root, projects.size());
        refuseIfPaged(workspace, projects.size());
        return projects;
    }

    /** Of {@code GET /:workspace/workflows}, an object or a bare array. */
    static List<ActiveWorkflow> workflows(Answer answer) {
        JsonNode root = answer.read();
        List<ActiveWorkflow> workflows = all(root.isArray() ? root : root.path("workflows"), ReadAnswers::workflow);
        refuseIfPaged(root, workflows.size());
        return workflows;
    }

    /** Of {@code GET /:workspace/:project}; the versions stand beside or inside the project. */
    static ProjectContents contents(Answer answer, String slug) {
        JsonNode root = answer.read();
        JsonNode project = root.path("project");
        if (!project.isObject() || !slug(project).orElse(slug).equals(slug)) {
            throw new Unreadable();
        }
        Map<Integer, ActiveVersion> versions = new LinkedHashMap<>();
        boolean listed = false;
        for (JsonNode list : List.of(root.path("versions"), project.path("versions"))) {
            if (list.isArray()) {
                listed = true;
                all(list, ReadAnswers::listedVersion)
                        .forEach(version -> versions.putIfAbsent(version.number(), version));
            }
        }
        JsonNode count = project.path("versions");
        if (!listed && !(count.isIntegralNumber() && count.intValue() == 0)) {
            throw new Unreadable();
        }
        refuseIfPaged(root, versions.size());
        return new ProjectContents(project(project, slug), List.copyOf(versions.values()));
    }

    /** Of {@code GET /:workspace/:project/:version}. */
    static ActiveVersion version(Answer answer, int number) {
        JsonNode version = answer.read().path("version");
        if (!version.isObject() || number(version).orElse(number) != number) {
            throw new Unreadable();
        }
        return new ActiveVersion(
                number,
                created(version),
                Training.trained(version),
                Training.running(version),
                Training.usable(version));
    }

    private static ActiveVersion listedVersion(JsonNode node) {
        return new ActiveVersion(
                number(node).orElseThrow(Unreadable::new),
                created(node),
                Training.trainedInList(node),
                Training.runningInList(node),
                Training.usable(node));
    }

    private static ActiveProject project(JsonNode node, String slug) {
        JsonNode versions = node.path("versions");
        Optional<Integer> count = Optional.empty();
        if (versions.isArray()) {
            count = Optional.of(versions.size());
        } else if (versions.isIntegralNumber() && versions.canConvertToInt() && versions.intValue() >= 0) {
            count = Optional.of(versions.intValue());
        }
        return new ActiveProject(slug, created(node), count);
    }

    private static ActiveWorkflow workflow(JsonNode node) {
        return new ActiveWorkflow(
                Fields.text(node.path("url")).orElseThrow(Unreadable::new),
                Fields.text(node.path("id")),
                created(node));
    }

    private static Optional<Instant> created(JsonNode node) {
        return Fields.time(node.has("created") ? node.path("created") : node.path("createdAt"));
    }

    /** The id of an active project is {@code workspace/slug}. */
    private static Optional<String> slug(JsonNode project) {
        return Optional.of(project.path("id"))
                .filter(JsonNode::isTextual)
                .flatMap(Fields::text)
                .map(ReadAnswers::lastSegment)
                .or(() -> Fields.text(project.path("url")).map(ReadAnswers::lastSegment))
                .filter(slug -> !slug.isEmpty());
    }

    /** The id of an active version is {@code workspace/slug/3}. */
    private static Optional<Integer> number(JsonNode version) {
        return Fields.text(version.path("id"))
                .or(() -> Fields.text(version.path("version")))
                .map(ReadAnswers::lastSegment)
                .filter(text -> NUMBER.matcher(text).matches())
                .map(Long::parseLong)
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static void refuseIfPaged(JsonNode envelope, int seen) {
        if (Pages.hasMore(envelope, seen)) {
            throw new Unreadable();
        }
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> reading) {
        if (!list.isArray()) {
            throw new Unreadable();
        }
        List<T> read = new ArrayList<>(list.size());
        list.forEach(node -> read.add(reading.apply(node)));
        return List.copyOf(read);
    }
}
