package dev.trashops.roboflow.http;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.json.ApiResponse;
import dev.trashops.roboflow.json.InventoryResponses;
import dev.trashops.roboflow.json.MalformedResponse;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import feign.FeignException;
import feign.RetryableException;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls Roboflow for one workspace with one key, within the key's budget. Every failure becomes a {@link RoboflowFailure}. */
public record ApiSession(ApiClients clients, Region region, PathSegment workspace, ApiKey key) {
    private static final Logger LOG = LoggerFactory.getLogger(ApiSession.class);

    public Duration budgetWait(Lane lane, int requests) {
        return clients.of(region, key).budget().until(lane, requests);
    }

    /** The slug of an item, or of a version's project, for a request of that route. */
    public PathSegment slugOf(ItemKey item, ApiRoute route) throws RoboflowException {
        return PathSegment.of(item).orElseThrow(() -> unaddressable(route));
    }

    /** For a call that no request can be made for. */
    public static RoboflowException unaddressable(ApiRoute route) {
        return new RoboflowException(new RoboflowFailure.Unaddressable(route.documented()));
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
        ApiClients.Account account = clients.of(region, key);
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
            throw failed(new FailureDiagnosis(this).of(route, scope, e));
        } catch (RetryableException e) {
            FailureCause cause = e.getCause() instanceof NoAnswer none ? none.cause : Trouble.NO_ANSWER;
            throw failed(new RoboflowFailure.Unavailable(route.documented(), cause));
        } catch (MalformedResponse e) {
            FailureCause cause = e.isTooLarge() ? Trouble.TOO_LARGE : Trouble.MALFORMED;
            throw failed(new RoboflowFailure.Malformed(route.documented(), cause));
        } catch (FeignException e) {
            throw failed(new RoboflowFailure.Malformed(route.documented()));
        }
    }

    private RoboflowException failed(RoboflowFailure failure) {
        LOG.debug("{} failed: {}", failure.route(), failure.cause().word());
        clients.listener().failed(region, failure);
        return new RoboflowException(failure);
    }
}
