package dev.trashops.roboflow.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemDetails;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.VersionNumber;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Parses the answers about active items. An item that is missing from such a list looks gone, so a list that is absent,
 * has more pages, or has an unreadable entry is malformed.
 */
public final class InventoryResponses {
    private InventoryResponses() {}

    /** Of {@code GET /}. */
    public static String workspaceOfKey(ApiResponse answer) {
        return JsonValues.string(answer.read(), "workspace").orElseThrow(MalformedResponse::new);
    }

    /** Of {@code GET /:workspace}. */
    public static List<ActiveProject> projects(ApiResponse answer) {
        JsonNode root = answer.read();
        JsonNode workspace = root.path("workspace");
        JsonNode list = workspace.path("projects").isArray() ? workspace.path("projects") : root.path("projects");
        List<ActiveProject> projects =
                all(list, node -> project(node, slug(node).orElseThrow(MalformedResponse::new)));
        refuseIfPaged(root, projects.size());
        refuseIfPaged(workspace, projects.size());
        return projects;
    }

    /** Of {@code GET /:workspace/workflows}, an object or a bare array. */
    public static List<ActiveWorkflow> workflows(ApiResponse answer) {
        JsonNode root = answer.read();
        List<ActiveWorkflow> workflows =
                all(root.isArray() ? root : root.path("workflows"), InventoryResponses::workflow);
        refuseIfPaged(root, workflows.size());
        return workflows;
    }

    /** Of {@code GET /:workspace/:project}; the versions are beside or inside the project. */
    public static ProjectContents contents(ApiResponse answer, String workspace, String slug) {
        JsonNode root = answer.read();
        JsonNode project = root.path("project");
        if (!project.isObject()) {
            throw new MalformedResponse();
        }
        AnsweredName name = AnsweredName.of(workspace, slug);
        name.checkWorkspace(root);
        name.prove(project);
        Map<Integer, ActiveVersion> versions = new LinkedHashMap<>();
        JsonNode count = project.path("versions");
        List<JsonNode> lists = Stream.of(root.path("versions"), count)
                .filter(JsonNode::isArray)
                .toList();
        for (JsonNode list : lists) {
            all(list, node -> listedVersion(node, name))
                    .forEach(version -> versions.putIfAbsent(version.number(), version));
        }
        if (lists.isEmpty() && !(count.isIntegralNumber() && count.intValue() == 0)) {
            throw new MalformedResponse();
        }
        refuseIfPaged(root, versions.size());
        return new ProjectContents(project(project, slug), List.copyOf(versions.values()));
    }

    /** Of {@code GET /:workspace/:project/:version}. */
    public static ActiveVersion version(ApiResponse answer, String workspace, String project, int number) {
        JsonNode root = answer.read();
        JsonNode version = root.path("version");
        if (!version.isObject() || number(version).orElse(number) != number) {
            throw new MalformedResponse();
        }
        AnsweredName name = AnsweredName.of(workspace, project);
        name.checkWorkspace(root);
        name.check(root.path("project"));
        name.version(number).prove(version);
        return new ActiveVersion(
                number,
                created(version),
                TrainingState.trained(version),
                TrainingState.running(version),
                TrainingState.usable(version),
                TrainingState.models(version),
                details(version));
    }

    /** Of {@code GET /:workspace/:project/:version/v2/trainings}, an object or a bare array. */
    public static List<ActiveTraining> trainings(ApiResponse answer) {
        JsonNode root = answer.read();
        List<ActiveTraining> trainings =
                all(root.isArray() ? root : root.path("trainings"), InventoryResponses::training);
        refuseIfPaged(root, trainings.size());
        return trainings;
    }

    private static ActiveTraining training(JsonNode node) {
        return new ActiveTraining(
                JsonValues.text(node, "id")
                        .or(() -> JsonValues.text(node, "trainingId"))
                        .orElseThrow(MalformedResponse::new),
                JsonValues.time(node, "start"),
                TrainingRun.trained(node),
                TrainingRun.running(node),
                TrainingRun.models(node));
    }

    private static ActiveVersion listedVersion(JsonNode node, AnsweredName project) {
        int number = number(node).orElseThrow(MalformedResponse::new);
        project.version(number).check(node);
        return new ActiveVersion(
                number,
                created(node),
                TrainingState.trainedInList(node),
                TrainingState.runningInList(node),
                TrainingState.usable(node),
                TrainingState.models(node),
                details(node));
    }

    private static ItemDetails details(JsonNode node) {
        JsonNode images = node.path("images");
        return new ItemDetails(
                JsonValues.string(node, "name"),
                images.isInt() && images.intValue() >= 0 ? Optional.of(images.intValue()) : Optional.empty());
    }

    private static ActiveProject project(JsonNode node, String slug) {
        JsonNode versions = node.path("versions");
        Optional<Integer> listed = versions.isArray() ? Optional.of(versions.size()) : Optional.empty();
        Optional<Integer> count = versions.isInt() ? Optional.of(versions.intValue()) : listed;
        return new ActiveProject(slug, created(node), count.filter(known -> known >= 0), isPublic(node), details(node));
    }

    private static Tristate isPublic(JsonNode project) {
        return JsonValues.flag(project, "public")
                .map(said -> said ? Tristate.YES : Tristate.NO)
                .orElse(Tristate.UNKNOWN);
    }

    private static ActiveWorkflow workflow(JsonNode node) {
        return new ActiveWorkflow(
                JsonValues.text(node, "url").orElseThrow(MalformedResponse::new),
                JsonValues.text(node, "id").map(InternalId::new),
                created(node),
                details(node));
    }

    /** When an active item was created, where the answer tells. */
    static Optional<Instant> created(JsonNode node) {
        return JsonValues.time(node, node.has("created") ? "created" : "createdAt");
    }

    /** The id of an active project is {@code workspace/slug}. */
    private static Optional<String> slug(JsonNode project) {
        return JsonValues.string(project, "id")
                .or(() -> JsonValues.text(project, "url"))
                .map(InventoryResponses::lastSegment)
                .filter(slug -> !slug.isEmpty());
    }

    /** The id of an active version is {@code workspace/slug/3}. */
    private static Optional<Integer> number(JsonNode version) {
        return JsonValues.text(version, "id")
                .or(() -> JsonValues.text(version, "version"))
                .flatMap(VersionNumber::read);
    }

    private static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static void refuseIfPaged(JsonNode envelope, int seen) {
        if (PaginationHints.hasMore(envelope, seen)) {
            throw new MalformedResponse();
        }
    }

    private static <T> List<T> all(JsonNode list, Function<JsonNode, T> parser) {
        if (!list.isArray()) {
            throw new MalformedResponse();
        }
        return list.valueStream().map(parser).toList();
    }
}
