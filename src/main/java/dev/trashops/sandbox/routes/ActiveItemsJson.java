package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.workspace.Project;
import dev.trashops.sandbox.workspace.TrainingJob;
import dev.trashops.sandbox.workspace.Version;
import dev.trashops.sandbox.workspace.Workflow;
import dev.trashops.sandbox.workspace.Workspace;
import java.math.BigDecimal;
import java.time.Instant;

/** The answers of the reads: what is active. They never tell a project's internal id. */
final class ActiveItemsJson {
    private static final int MEMBERS = 3;

    private final Workspace workspace;
    private final Behaviour.Shape shape;

    ActiveItemsJson(Workspace workspace, Behaviour.Shape shape) {
        this.workspace = workspace;
        this.shape = shape;
    }

    /** {@code GET /}: the slug of the workspace that the key opens. */
    ObjectNode welcome() {
        return marked(Json.object()
                .put("welcome", "This is the sandbox of the Roboflow Trash Operator.")
                .put("instructions", "It answers as the Roboflow API does; nothing here is real.")
                .put("docs", "https://docs.roboflow.com")
                .put("workspace", workspace.slug()));
    }

    ObjectNode everything() {
        ObjectNode whole = head();
        ArrayNode projects = whole.putArray("projects");
        for (Project project : workspace.projects()) {
            projects.add(project(project).put("versions", project.versions().size()));
        }
        return Json.object().set("workspace", marked(whole));
    }

    ObjectNode projectWithVersions(Project project) {
        ObjectNode told = project(project).put("versions", project.versions().size());
        ObjectNode answer = Json.object();
        answer.set("workspace", head());
        answer.set("project", told);
        ArrayNode versions = shape.nestedVersions() ? told.putArray("versions") : answer.putArray("versions");
        project.versions().forEach(version -> versions.add(version(project, version)));
        return answer;
    }

    ObjectNode oneVersion(Project project, Version version) {
        ObjectNode told = version(project, version)
                .put("generating", version.generating())
                .put("progress", version.generating() ? 0.4 : 1.0);
        version.trainings().stream().reduce((first, second) -> second).ifPresent(last -> {
            ObjectNode train = told.putObject("train").put("status", last.status());
            train.put("requestedStop", last.status().equals("cancelled"));
            if (last.finished()) {
                train.putObject("results").put("map50", "0.913");
            }
        });
        ObjectNode answer = Json.object();
        answer.set("workspace", head());
        answer.set(
                "project", project(project).put("versions", project.versions().size()));
        answer.set("version", told);
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
                .<ObjectNode>set("workflow", workflow(workflow).put("config", "{\"specification\":{\"steps\":[]}}"))
                .put("status", "ok");
    }

    ObjectNode trainings(Project project, Version version) {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("trainings");
        for (TrainingJob training : version.trainings()) {
            ObjectNode told = list.addObject()
                    .put("id", training.id())
                    .put("versionId", Integer.toString(version.number()))
                    .put("status", training.status());
            told.set("start", epoch(training.start()));
            training.end().ifPresent(end -> told.set("end", epoch(end)));
            told.put("jobType", "train").put("modelType", "rfdetr-base").put("modelGroup", "rfdetr");
            ArrayNode models = told.putArray("modelIds");
            if (training.finished()) {
                models.add(project.slug() + "/" + version.number());
            }
        }
        return answer;
    }

    private ObjectNode head() {
        return Json.object()
                .put("name", workspace.name())
                .put("url", workspace.slug())
                .put("members", MEMBERS);
    }

    private ObjectNode project(Project project) {
        ObjectNode told = Json.object()
                .put("id", workspace.slug() + "/" + project.slug())
                .put("type", "object-detection")
                .put("name", project.name());
        told.set("created", epoch(project.created()));
        told.set("updated", epoch(project.updated()));
        told.put("images", project.images()).put("unannotated", 0).put("annotation", "objects");
        told.put("public", false).put("license", "Private");
        splits(told, project.images());
        told.putObject("colors").put("object", "#8622FF");
        told.putObject("classes").put("object", project.images());
        return marked(told);
    }

    private ObjectNode version(Project project, Version version) {
        ObjectNode told = Json.object()
                .put("id", workspace.slug() + "/" + project.slug() + "/" + version.number())
                .put("name", version.name());
        told.set("created", epoch(version.created()));
        told.put("images", version.images());
        splits(told, version.images());
        told.putObject("preprocessing").putObject("auto-orient").put("enabled", true);
        told.putObject("augmentation");
        told.putArray("exports");
        version.trainings().stream()
                .filter(TrainingJob::finished)
                .findFirst()
                .ifPresent(training -> told.set("model", model(project, version, training)));
        return marked(told);
    }

    private ObjectNode model(Project project, Version version, TrainingJob training) {
        String id = project.slug() + "/" + version.number();
        ObjectNode model = Json.object().put("id", id).put("endpoint", "https://detect.roboflow.com/" + id);
        model.set("start", epoch(training.start()));
        training.end().ifPresent(end -> model.set("end", epoch(end)));
        return model.put("fromScratch", false)
                .put("map", "91.3")
                .put("recall", "88.0")
                .put("precision", "90.1");
    }

    private ObjectNode workflow(Workflow workflow) {
        return marked(Json.object()
                .put("id", workflow.id())
                .put("name", workflow.name())
                .put("url", workflow.slug())
                .put("createdAt", Json.time(workflow.created())));
    }

    private ObjectNode marked(ObjectNode told) {
        return shape.unknownFields() ? told.put("undocumented", true) : told;
    }

    private JsonNode epoch(Instant instant) {
        return shape.floatEpoch()
                ? DecimalNode.valueOf(BigDecimal.valueOf(instant.toEpochMilli(), 3))
                : LongNode.valueOf(instant.getEpochSecond());
    }

    private static void splits(ObjectNode told, int images) {
        int train = images * 7 / 10;
        int valid = images / 5;
        told.putObject("splits").put("train", train).put("valid", valid).put("test", images - train - valid);
    }
}
