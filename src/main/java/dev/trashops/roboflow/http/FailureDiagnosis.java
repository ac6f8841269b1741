package dev.trashops.roboflow.http;

import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import java.util.Optional;

/** Which kind of failure a status code means, after a second request where the code alone does not tell. */
record FailureDiagnosis(ApiSession session) {

    RoboflowFailure of(ApiRoute route, String scope, ResponseDecoder.Rejection rejection) {
        String name = route.documented();
        int status = rejection.status;
        return switch (status) {
            case 401 ->
                route == ApiRoute.KEY ? new RoboflowFailure.Unauthorized(name) : diagnosis(route, scope, status);
            case 404 -> route.isAboutWorkspace() ? diagnosis(route, scope, status) : new RoboflowFailure.NotFound(name);
            case 402, 423 -> new RoboflowFailure.AccountBlocked(name, status);
            case 409 -> new RoboflowFailure.Conflict(name, rejection.blocker);
            case 429 -> new RoboflowFailure.RateLimited(name, rejection.retryAfter);
            default ->
                status >= 500
                        ? new RoboflowFailure.Unavailable(name, FailureCause.answered(status))
                        : new RoboflowFailure.Refused(name, status);
        };
    }

    /**
     * Roboflow answers alike to a missing scope, a bad key and another workspace; the workspace of the key tells them
     * apart.
     */
    private RoboflowFailure diagnosis(ApiRoute route, String scope, int status) {
        String name = route.documented();
        try {
            if (session.workspaceOfKey().equals(session.workspace().text())) {
                return new RoboflowFailure.MissingScope(name, scope, status);
            }
            return route.isAboutWorkspace()
                    ? new RoboflowFailure.NotFound(name, status)
                    : new RoboflowFailure.Unauthorized(name, status);
        } catch (RoboflowException e) {
            RoboflowFailure why = e.failure();
            if (why instanceof RoboflowFailure.Unauthorized) {
                return new RoboflowFailure.Unauthorized(name, status);
            }
            if (why instanceof RoboflowFailure.OverBudget) {
                // Enough for both requests, or the next attempt would end here again.
                return new RoboflowFailure.OverBudget(
                        name, session.budgetWait(Lane.URGENT, 2), Optional.of(FailureCause.answered(status)));
            }
            if (why instanceof RoboflowFailure.RateLimited limited) {
                return new RoboflowFailure.RateLimited(name, limited.retryAfter());
            }
            if (why instanceof RoboflowFailure.AccountBlocked blocked) {
                return new RoboflowFailure.AccountBlocked(name, blocked.status());
            }
            // Still unclear: try again rather than blame the key.
            return new RoboflowFailure.Unavailable(name, why.cause());
        }
    }
}
