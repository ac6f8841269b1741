package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import java.util.List;
import java.util.Optional;

/** The answers of the reads of trainings, as the official client reads them. */
final class TrainingsJson {
    private final AuthenticatedCall call;
    private final Project project;
    private final Version version;

    TrainingsJson(AuthenticatedCall call) {
        this.call = call;
        this.project = call.project();
        this.version = call.version();
    }

    ObjectNode list() {
        ObjectNode answer = Json.object();
        ArrayNode list = answer.putArray("trainings");
        for (TrainingJob training : version.trainings()) {
            ObjectNode node = list.addObject()
                    .put("id", training.id())
                    .put("versionId", version.id())
                    .put("status", training.status())
                    .put("start", call.behaviour().shape().epoch(training.start()));
            training.end()
                    .ifPresent(end -> node.put("end", call.behaviour().shape().epoch(end)));
            node.put("jobType", training.kind().jobType())
                    .put("modelType", training.kind().modelType())
                    .put("modelGroup", training.kind().modelGroup().orElse(null));
            training.modelIds(project.slug()).forEach(node.putArray("modelIds")::add);
        }
        return answer;
    }

    /** One run with its models: that of the id in the query, else the only one. */
    ObjectNode one() {
        return bundle(chosen(Optional.ofNullable(call.call().query().get("trainingId"))));
    }

    /** The run of the routes that do not know of several: the last one. */
    ObjectNode results() {
        return bundle(
                version.trainings().stream().reduce((earlier, later) -> later).orElseThrow(call::absent));
    }

    ObjectNode recipe() {
        String modelType =
                Optional.ofNullable(call.call().query().get("modelType")).orElse("rfdetr-base");
        ObjectNode answer = Json.object().put("modelType", modelType);
        answer.putObject("schema")
                .putObject("hyperparameters")
                .putObject("epochs")
                .put("type", "integer");
        ObjectNode template = answer.putObject("template").put("modelType", modelType);
        template.putObject("hyperparameters").put("epochs", 100);
        return answer;
    }

    /**
     * The run that a call is about.
     *
     * @param id that the call names; without it the only run is meant
     * @throws RefusalException 404 when there is none, 409 when there are several and none was named
     */
    TrainingJob chosen(Optional<String> id) {
        List<TrainingJob> runs = version.trainings().stream()
                .filter(run -> id.map(run.id()::equals).orElse(true))
                .toList();
        if (runs.size() > 1) {
            throw new RefusalException(
                    conflict("MULTIPLE_TRAININGS", "This version has several trainings: name one by trainingId."));
        }
        return runs.stream().findFirst().orElseThrow(call::absent);
    }

    /** The 409 of the routes of trainings. */
    static Reply conflict(String code, String message) {
        ObjectNode answer = Json.object();
        answer.putObject("error")
                .put("type", "Conflict")
                .put("message", message)
                .put("code", code);
        return Reply.json(409, answer);
    }

    private ObjectNode bundle(TrainingJob training) {
        List<String> ids = training.modelIds(project.slug());
        ObjectNode answer = Json.object()
                .put("trainingId", training.id())
                .put("status", training.status())
                .put("jobType", training.kind().jobType())
                .put("modelType", training.kind().modelType())
                .put("modelGroup", training.kind().modelGroup().orElse(null))
                .put("modelCount", ids.size());
        ArrayNode models = answer.putArray("models");
        for (String id : ids) {
            models.addObject()
                    .put("modelId", id)
                    .put("modelType", training.kind().modelType())
                    .putObject("metrics")
                    .put("map50", 0.913);
        }
        return answer;
    }
}
