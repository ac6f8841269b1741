package dev.trashops.roboflow.http;

import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.InventoryResponses;
import dev.trashops.roboflow.json.MalformedResponse;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import feign.FeignException;
import feign.RetryableException;
import java.time.Duration;
import java.util.function.Function;

/** Calls Roboflow for one workspace with one key, within the key's budget. Every failure becomes a {@link RoboflowFailure}. */
public record ApiSession(ApiClients clients, PathSegment workspace, ApiKey key) {

    public Duration budgetWait(Lane lane, int requests) {
        return clients.of(key).budget().until(lane, requests);
    }

    /** The workspace that the key belongs to. */
    public String workspaceOfKey() throws RoboflowException {
        return call(ApiRoute.KEY, RoboflowApi.Reads.class, RoboflowApi.Reads::key, InventoryResponses::workspaceOfKey);
    }

    public <A, R> R call(
            ApiRoute route, Class<A> api, Function<A, ApiResponse> request, Function<ApiResponse, R> parser)
            throws RoboflowException {
        return call(route, route.scope(), api, request, parser);
    }

    /**
     * Sends one request, and a second one if the answer does not tell whether the key or a scope is the cause.
     *
     * @param scope what the key needs for it
     * @param parser throws {@link MalformedResponse} if it cannot parse the answer
     */
    public <A, R> R call(
            ApiRoute route,
            String scope,
            Class<A> api,
            Function<A, ApiResponse> request,
            Function<ApiResponse, R> parser)
            throws RoboflowException {
        ApiClients.Account account = clients.of(key);
        Duration wait = account.budget().take();
        if (!wait.isZero()) {
            throw new RoboflowException(new RoboflowFailure.OverBudget(route.documented(), wait));
        }
        try {
            return parser.apply(request.apply(account.api(api)));
        } catch (ResponseDecoder.Rejection e) {
            if (e.status == 429) {
                account.budget().limited(e.retryAfter);
            }
            throw new RoboflowException(failure(route, scope, e));
        } catch (RetryableException e) {
            throw new RoboflowException(new RoboflowFailure.Unavailable(route.documented()));
        } catch (FeignException | MalformedResponse e) {
            throw new RoboflowException(new RoboflowFailure.Malformed(route.documented()));
        }
    }

    private RoboflowFailure failure(ApiRoute route, String scope, ResponseDecoder.Rejection rejection) {
        String name = route.documented();
        int status = rejection.status;
        return switch (status) {
            case 401 -> route == ApiRoute.KEY ? new RoboflowFailure.Unauthorized(name) : diagnosis(route, scope);
            case 404 -> route.isAboutWorkspace() ? diagnosis(route, scope) : new RoboflowFailure.NotFound(name);
            case 402, 423 -> new RoboflowFailure.AccountBlocked(name, status);
            case 409 -> new RoboflowFailure.Conflict(name);
            case 429 -> new RoboflowFailure.RateLimited(name, rejection.retryAfter);
            default ->
                status >= 500 ? new RoboflowFailure.Unavailable(name) : new RoboflowFailure.Refused(name, status);
        };
    }

    /**
     * Roboflow answers alike to a missing scope, a bad key and another workspace; the workspace of the key tells them
     * apart.
     */
    private RoboflowFailure diagnosis(ApiRoute route, String scope) {
        String name = route.documented();
        try {
            if (workspaceOfKey().equals(workspace.text())) {
                return new RoboflowFailure.MissingScope(name, scope);
            }
            return route.isAboutWorkspace()
                    ? new RoboflowFailure.NotFound(name)
                    : new RoboflowFailure.Unauthorized(name);
        } catch (RoboflowException e) {
            RoboflowFailure why = e.failure();
            if (why instanceof RoboflowFailure.Unauthorized) {
                return new RoboflowFailure.Unauthorized(name);
            }
            if (why instanceof RoboflowFailure.OverBudget) {
                // Enough for both requests, or the next attempt would end here again.
                return new RoboflowFailure.OverBudget(name, budgetWait(Lane.URGENT, 2));
            }
            if (why instanceof RoboflowFailure.RateLimited limited) {
                return new RoboflowFailure.RateLimited(name, limited.retryAfter());
            }
            if (why instanceof RoboflowFailure.AccountBlocked blocked) {
                return new RoboflowFailure.AccountBlocked(name, blocked.status());
            }
            // Still unclear: try again rather than blame the key.
            return new RoboflowFailure.Unavailable(name);
        }
    }
}
