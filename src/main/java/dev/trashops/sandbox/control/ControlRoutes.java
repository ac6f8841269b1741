package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.json.InvalidInputException;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.json.JsonFields;
import dev.trashops.sandbox.workspace.TrashConflictException;

/**
 * The routes below {@code /_sandbox}, by which the sandbox itself is driven. They need no key, are not counted, meet no faults
 * and answer bad input with 400 and {@code {"error": what to write}}.
 */
public final class ControlRoutes {
    /** First path segment of every control route. */
    public static final String PREFIX = "_sandbox";

    private final RunningSandbox sandbox;

    public ControlRoutes(RunningSandbox sandbox) {
        this.sandbox = sandbox;
    }

    public Reply answer(Call call) {
        try {
            String what = call.segments().size() == 2 ? call.segment(1) : "";
            return switch (call.method() + " " + what) {
                case "GET requests" -> ok(sandbox.requests());
                case "DELETE requests" -> ok(sandbox.forgetRequests());
                case "GET state" -> ok(sandbox.state());
                case "PUT state" -> ok(sandbox.replaceState(body(call)));
                case "GET clock" -> ok(sandbox.time());
                case "POST clock" -> ok(sandbox.moveClock(fields(call)));
                case "GET faults" -> ok(sandbox.faults());
                case "POST faults" -> ok(sandbox.addFault(Fault.of(fields(call))));
                case "DELETE faults" -> ok(sandbox.clearFaults());
                case "POST actions" -> ok(sandbox.act(fields(call)));
                case "GET options" -> ok(sandbox.options());
                case "POST options" -> ok(sandbox.changeOptions(fields(call)));
                default ->
                    ErrorReplies.text(
                            404,
                            "No such control route: there are requests, state, clock, faults, actions and options");
            };
        } catch (InvalidInputException bad) {
            return ErrorReplies.badRequest(bad);
        } catch (RefusalException refusal) {
            return refusal.reply();
        } catch (TrashConflictException conflict) {
            return ErrorReplies.text(409, conflict.problem());
        }
    }

    private static Reply ok(JsonNode body) {
        return Reply.json(200, body);
    }

    private static JsonNode body(Call call) {
        if (call.body().isBlank()) {
            throw new InvalidInputException("The body is empty: send a JSON object");
        }
        return Json.parse(call.body());
    }

    private static JsonFields fields(Call call) {
        return JsonFields.of(body(call));
    }
}
