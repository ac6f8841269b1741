package dev.trashops.roboflow;

import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import feign.FeignException;
import feign.RetryableException;
import java.time.Duration;
import java.util.function.Function;

/** One workspace and one key: takes the budget, makes the call, and turns whatever goes wrong into a {@link Failure}. */
final class Session {
    private final Accounts accounts;
    private final ApiKey key;
    private final Slug workspace;

    Session(Accounts accounts, String workspace, ApiKey key) {
        this.accounts = accounts;
        this.workspace = new Slug(workspace);
        this.key = key;
    }

    Slug workspace() {
        return workspace;
    }

    CallListener listener() {
        return accounts.listener();
    }

    boolean showNames() {
        return accounts.showNames();
    }

    Duration budgetWait(Lane lane, int requests) {
        return accounts.of(key).budget().until(lane, requests);
    }

    /** The workspace that the key opens. */
    String workspaceOfKey() throws RoboflowException {
        return call(Route.KEY, RoboflowApi.Reads.class, RoboflowApi.Reads::key, ReadAnswers::workspaceOfKey);
    }

    <A, R> R call(Route route, Class<A> api, Function<A, Answer> request, Function<Answer, R> reading)
            throws RoboflowException {
        return call(route, route.scope(), api, request, reading);
    }

    /**
     * One request, and one more where its answer does not say whether the key or a scope is the trouble.
     *
     * @param scope what the key needs for it
     * @param request the request
     * @param reading what its answer means; throws {@link Unreadable} where that can't be told
     */
    <A, R> R call(Route route, String scope, Class<A> api, Function<A, Answer> request, Function<Answer, R> reading)
            throws RoboflowException {
        Accounts.Account account = accounts.of(key);
        Duration wait = account.budget().take();
        if (!wait.isZero()) {
            throw new RoboflowException(new Failure.OverBudget(route.documented(), wait));
        }
        try {
            return reading.apply(request.apply(account.api(api)));
        } catch (Rejection e) {
            if (e.status() == 429) {
                account.budget().limited(e.retryAfter());
            }
            throw new RoboflowException(failure(route, scope, e));
        } catch (RetryableException e) {
            throw new RoboflowException(new Failure.Unavailable(route.documented()));
        } catch (FeignException | Unreadable e) {
            throw new RoboflowException(new Failure.Malformed(route.documented()));
        }
    }

    private Failure failure(Route route, String scope, Rejection rejection) {
        String name = route.documented();
        int status = rejection.status();
        return switch (status) {
            case 401 -> route == Route.KEY ? new Failure.Unauthorized(name) : diagnosis(route, scope);
            case 404 -> route.isAboutWorkspace() ? diagnosis(route, scope) : new Failure.NotFound(name);
            case 402, 423 -> new Failure.AccountBlocked(name, status);
            case 409 -> new Failure.Conflict(name);
            case 429 -> new Failure.RateLimited(name, rejection.retryAfter());
            default -> status >= 500 ? new Failure.Unavailable(name) : new Failure.Refused(name, status);
        };
    }

    /** A missing scope, a bad key and a foreign workspace answer alike; what the key opens tells them apart. */
    private Failure diagnosis(Route route, String scope) {
        String name = route.documented();
        try {
            if (workspaceOfKey().equals(workspace.text())) {
                return new Failure.MissingScope(name, scope);
            }
            return route.isAboutWorkspace() ? new Failure.NotFound(name) : new Failure.Unauthorized(name);
        } catch (RoboflowException e) {
            return undiagnosed(name, e.failure());
        }
    }

    /** Rather "try again" than a wrong accusation: the next attempt asks again. */
    private Failure undiagnosed(String name, Failure why) {
        if (why instanceof Failure.Unauthorized) {
            return new Failure.Unauthorized(name);
        }
        if (why instanceof Failure.OverBudget) {
            // Time for the call and this question, or the next attempt would end here again.
            return new Failure.OverBudget(name, budgetWait(Lane.URGENT, 2));
        }
        if (why instanceof Failure.RateLimited limited) {
            return new Failure.RateLimited(name, limited.retryAfter());
        }
        if (why instanceof Failure.AccountBlocked blocked) {
            return new Failure.AccountBlocked(name, blocked.status());
        }
        return new Failure.Unavailable(name);
    }
}
