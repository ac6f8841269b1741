package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import java.util.List;
import java.util.Optional;

/** The answers of the reads: what is active. They never show a project's internal id. */
final class ActiveItemsJson {
    private static final int MEMBERS = 3;

    /** Every format that models are trained on is there, so that a client does not wait for it. */
    private static final List<String> EXPORTS =
            List.of("coco", "createml", "folder", "jsonl", "png-mask-semantic", "video-coco", "voc", "yolov5pytorch");

    private final Workspace workspace;
    private final Behaviour.Shape shape;

    ActiveItemsJson(Workspace workspace, Behaviour.Shape shape) {
        this.workspace = workspace;
        this.shape = shape;
    }

    /** {@code GET /}: the slug of the workspace that the key opens. */
    ObjectNode welcome() {
        return shape.marked(Json.object()
                .put("welcome", "This is the sandbox of the Roboflow Trash Operator.")
                .put("instructions", "It answers as the Roboflow API does; nothing here is real.")
                .put("docs", "https://docs.roboflow.com")
                .put("workspace", workspace.slug()));
    }

    ObjectNode everything() {
        ObjectNode whole = head();
        ArrayNode projects = whole.putArray("projects");
        workspace.projects().forEach(project -> projects.add(project(project)));
        return Json.object().set("workspace", shape.marked(whole));
    }

    ObjectNode projectWithVersions(Project project) {
        ObjectNode answer = withHead(project);
        ObjectNode holder = shape.nestedVersions() ? answer.withObject("project") : answer;
        ArrayNode versions = holder.putArray("versions");
        project.versions().forEach(version -> versions.add(version(project, version)));
        return answer;
    }

    ObjectNode oneVersion(Project project, Version version) {
        ObjectNode node = version(project, version)
                .put("generating", version.generating())
                .put("progress", version.generating() ? 0.4 : 1.0);
        List<String> shown = modelFields(version);
        if (shown.contains("train") || shown.contains("train.model")) {
            version.trainings().stream()
                    .reduce((first, second) -> second)
                    .ifPresent(last -> node.set("train", train(project, version, last)));
        }
        if (shown.contains("models") && version.trained()) {
            ObjectNode models = node.putObject("models");
            version.trainings()
                    .forEach(run -> run.modelIds(project.slug())
                            .forEach(id -> models.putObject(id).put("trainingId", run.id())));
        }
        return withHead(project).set("version", node);
    }

    private ObjectNode train(Project project, Version version, TrainingJob last) {
        ObjectNode train = Json.object()
                .put("status", last.status())
                .put("requestedStop", List.of("cancelled", "stopped").contains(last.status()));
        List<String> shown = modelFields(version);
        if (shown.contains("train") && last.hasModels()) {
            train.putObject("results").put("map50", "0.913");
        }
        if (shown.contains("train.model") && version.trained()) {
            train.putObject("model").put("id", project.slug() + "/" + version.number());
        }
        return train;
    }

    /** The models of all versions, or those of one group of runs. */
    ArrayNode models(Project project, Optional<String> group) {
        ArrayNode rows = Json.object().putArray("models");
        for (Version version : project.versions()) {
            for (TrainingJob run : version.trainings()) {
                if (group.isPresent() && !run.kind().modelGroup().equals(group)) {
                    continue;
                }
                for (String id : run.modelIds(project.slug())) {
                    rows.addObject()
                            .put("url", id)
                            .put("modelId", id)
                            .put("modelType", run.kind().modelType())
                            .put("version", version.id())
                            .put("group", run.kind().modelGroup().orElse(null))
                            .put("recommended", false)
                            .putObject("metrics")
                            .put("map50", 91.3);
                }
            }
        }
        return rows;
    }

    private List<String> modelFields(Version version) {
        return shape.everyModelShown() && version.modelsShownIn().isEmpty()
                ? Version.USUAL_MODEL_FIELDS
                : version.modelsShownIn();
    }

    /** An export of a version, ready: what is behind the link is not there. */
    ObjectNode export(Project project, Version version, String format) {
        ObjectNode answer = withHead(project);
        answer.set("version", version(project, version));
        answer.putObject("export").put("format", format).put("link", "https://storage.example.invalid/export.zip");
        return answer;
    }

    ObjectNode workflowVersions(Workflow workflow) {
        ObjectNode answer = Json.object();
        answer.putArray("versions").addObject().put("version", 1).put("created", Json.time(workflow.created()));
        return answer;
    }

    JsonNode workflows() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("workflows");
        workspace.workflows().forEach(workflow -> list.add(workflow(workflow)));
        return shape.bareWorkflows() ? list : answer.put("status", "ok");
    }

    ObjectNode oneWorkflow(Workflow workflow) {
        return Json.object()
                .<ObjectNode>set("workflow", workflow(workflow).put("config", workflow.config()))
                .put("status", "ok");
    }

    private ObjectNode head() {
        return Json.object()
                .put("name", workspace.name())
                .put("url", workspace.slug())
                .put("members", MEMBERS);
    }

    private ObjectNode withHead(Project project) {
        ObjectNode answer = Json.object();
        answer.set("workspace", head());
        return answer.set("project", project(project));
    }

    private ObjectNode project(Project project) {
        ObjectNode node = Json.object()
                .put("id", workspace.slug() + "/" + project.slug())
                .put("type", "object-detection")
                .put("name", project.name())
                .put("created", shape.epoch(project.created()))
                .put("updated", shape.epoch(project.updated()))
                .put("images", project.images())
                .put("unannotated", 0)
                .put("annotation", "objects");
        if (shape.publicShown()) {
            node.put("public", project.published());
        }
        node.put("license", project.published() ? "CC BY 4.0" : "Private");
        splits(node, project.images());
        node.putObject("colors").put("object", "#8622FF");
        node.putObject("classes").put("object", project.images());
        return shape.marked(node).put("versions", project.versions().size());
    }

    private ObjectNode version(Project project, Version version) {
        String id = project.slug() + "/" + version.number();
        ObjectNode node = Json.object()
                .put("id", workspace.slug() + "/" + id)
                .put("name", version.name())
                .put("created", shape.epoch(version.created()))
                .put("images", version.images());
        splits(node, version.images());
        node.putObject("preprocessing").putObject("auto-orient").put("enabled", true);
        node.putObject("augmentation");
        EXPORTS.forEach(node.putArray("exports")::add);
        version.serving().filter(run -> modelFields(version).contains("model")).ifPresent(training -> {
            ObjectNode model =
                    node.putObject("model").put("id", id).put("endpoint", "https://detect.roboflow.com/" + id);
            startAndEnd(model, training)
                    .put("fromScratch", false)
                    .put("map", "91.3")
                    .put("recall", "88.0")
                    .put("precision", "90.1");
        });
        return shape.marked(node);
    }

    private ObjectNode startAndEnd(ObjectNode node, TrainingJob training) {
        node.put("start", shape.epoch(training.start()));
        training.end().ifPresent(end -> node.put("end", shape.epoch(end)));
        return node;
    }

    private ObjectNode workflow(Workflow workflow) {
        return shape.marked(Json.object()
                .put("id", workflow.id())
                .put("name", workflow.name())
                .put("url", workflow.slug())
                .put("createdAt", Json.time(workflow.created())));
    }

    private static void splits(ObjectNode node, int images) {
        int train = images * 7 / 10;
        int valid = images / 5;
        node.putObject("splits").put("train", train).put("valid", valid).put("test", images - train - valid);
    }
}
