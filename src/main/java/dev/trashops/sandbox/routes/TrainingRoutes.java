package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.TrainingJob.Kind;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Optional;

/**
 * The routes that start and end trainings: those below {@code v2/trainings}, which know of several runs of a version, and the
 * older ones below {@code train}, which mean the run in flight.
 */
final class TrainingRoutes {
    private final WorkspaceStore state;
    private final IdGenerator ids;
    private final AuthenticatedCall call;
    private final TrainingsJson trainings;

    TrainingRoutes(WorkspaceStore state, IdGenerator ids, AuthenticatedCall call) {
        this.state = state;
        this.ids = ids;
        this.call = call;
        this.trainings = new TrainingsJson(call);
    }

    ObjectNode answer() {
        return switch (call.route()) {
            case CREATE_TRAINING, TRAIN -> create();
            case CANCEL_TRAINING -> cancel(trainings.chosen(call.fields().text("trainingId")));
            case CANCEL_TRAIN -> cancel(inFlight());
            case STOP_TRAINING -> stop(trainings.chosen(call.fields().text("trainingId")));
            default -> stop(newest());
        };
    }

    private ObjectNode create() {
        Kind kind = new Kind("train", call.fields().text("modelType").orElse(Kind.USUAL.modelType()), Optional.empty());
        if (call.version().generating()) {
            throw new RefusalException(TrainingsJson.conflict("VERSION_GENERATING", "The version is being generated."));
        }
        TrainingJob run = new TrainingJob(
                call.version().number(), ids.next(), "running", call.now(), Optional.empty(), Optional.empty(), kind);
        put(run);
        return Json.object()
                .put("trainingId", run.id())
                .put("status", run.status())
                .put("jobId", "job-" + run.id());
    }

    /** Cancels; without {@code continueIfNoRefund} a run that would not be refunded goes on. */
    private ObjectNode cancel(TrainingJob run) {
        JsonFields asked = call.fields();
        if (!run.inFlight()) {
            throw new RefusalException(TrainingsJson.conflict(
                    "CANNOT_CANCEL", "Cannot cancel a non-running training: it is " + run.status()));
        }
        boolean refund = run.start().plus(call.behaviour().refundWindow()).isAfter(call.now());
        boolean cancelled = refund || asked.flag("continueIfNoRefund").orElse(false);
        if (cancelled) {
            put(run.cancelled(call.now()));
        }
        return Json.object().put("success", cancelled).put("refund", refund);
    }

    /** Ends a run early. What was being trained gives a model, what had not begun gives none. */
    private ObjectNode stop(TrainingJob run) {
        if (run.inFlight()) {
            boolean begun = List.of("running", "training").contains(run.status());
            put(run.ended("stopped", begun ? Optional.of(madeModels(run)) : run.models(), call.now()));
        } else if (!run.status().equals("stopped")) {
            throw new RefusalException(
                    TrainingsJson.conflict("CANNOT_STOP", "Cannot stop a non-running training: it is " + run.status()));
        }
        return Json.object().put("success", true);
    }

    private List<String> madeModels(TrainingJob run) {
        return run.models()
                .orElseGet(() -> List.of(call.version()
                        .modelIdFor(run, call.workspace().slug(), call.project().slug())));
    }

    private TrainingJob inFlight() {
        return call.version().trainings().stream()
                .filter(TrainingJob::inFlight)
                .reduce((earlier, later) -> later)
                .orElseGet(this::newest);
    }

    private TrainingJob newest() {
        return call.version().trainings().stream()
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new RefusalException(
                        TrainingsJson.conflict("CANNOT_CANCEL", "Cannot cancel: this version was never trained")));
    }

    private void put(TrainingJob run) {
        state.update(
                call.whole().with(call.project().with(call.version().with(run))),
                call.behaviour().listingLag());
    }
}
