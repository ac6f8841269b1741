package dev.trashops.workspace;

import static dev.trashops.plan.model.Readiness.reconciling;

import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.RoboflowFailure;

/** Failures that pass by themselves, though a person may have to mend what is in the way. */
final class PassingFailures {
    private PassingFailures() {}

    /** That a request failed, and why, as a sentence. */
    static String failed(RoboflowFailure failure, String request) {
        return request + " failed (" + failure.cause().phrase() + ").";
    }

    /** The setting of the operator that says where a region is. */
    static String url(Region region) {
        return region == Region.US ? "ROBOFLOW_API_URL" : "ROBOFLOW_EU_API_URL";
    }

    /**
     * What to show meanwhile.
     *
     * @param request the request as it was sent
     */
    static Readiness of(RoboflowFailure failure, String request, Region region) {
        if (failure instanceof RoboflowFailure.OverBudget over) {
            return reconciling(
                    Reason.RATE_LIMITED,
                    over.refused()
                            ? "Roboflow refused " + request
                                    + ". Whether the API key or a scope is the cause is asked once the operator's own request"
                                    + " budget for the key allows it."
                            : "The operator's own request budget for the API key is used up, so " + request
                                    + " was not sent. It continues on its own.");
        }
        if (failure instanceof RoboflowFailure.RateLimited) {
            return reconciling(
                    Reason.RATE_LIMITED,
                    region.roboflow() + " is rate limiting requests ("
                            + failure.cause().word() + "). The operator slows down and continues on its own.");
        }
        return reconciling(
                Reason.API_UNAVAILABLE,
                what(failure, region) + ": " + failed(failure, request) + advice(failure.cause(), region)
                        + " Retrying.");
    }

    private static String what(RoboflowFailure failure, Region region) {
        if (failure instanceof RoboflowFailure.Malformed) {
            return "Can't use the answer of " + region.roboflow();
        }
        return failure.cause() instanceof FailureCause.Answered
                ? region.roboflow() + " answers with an error"
                : "Can't reach " + region.roboflow();
    }

    /** What a person can do about it, with a blank before it. */
    private static String advice(FailureCause cause, Region region) {
        if (cause instanceof FailureCause.ProxyAnswered proxy) {
            return proxy.isLogin()
                    ? " The proxy on the way asks for a name and password, and refuses those in HTTPS_PROXY of the operator,"
                            + " if there are any: correct them."
                    : " The proxy on the way does not let the request through, or cannot reach Roboflow: see the proxy's log,"
                            + " or correct HTTPS_PROXY or NO_PROXY of the operator.";
        }
        return cause instanceof FailureCause.Trouble trouble ? advice(trouble, url(region)) : "";
    }

    private static String advice(FailureCause.Trouble trouble, String url) {
        return switch (trouble) {
            case UNTRUSTED_CERTIFICATE ->
                " If a proxy on the way opens TLS, or that address has a certificate authority of its own, give the operator"
                        + " that authority with --ca-bundle.";
            case TLS_FAILED ->
                " Check that " + url + " of the operator names a server that speaks TLS, and what is on the way.";
            case PROXY_UNREACHABLE ->
                " Check HTTPS_PROXY of the operator, and whether its NetworkPolicy lets it reach the proxy.";
            case UNKNOWN_HOST -> " Check " + url + " of the operator, and DNS in its namespace.";
            case CONNECTION_REFUSED, UNREACHABLE ->
                " Check " + url + " of the operator, its NetworkPolicy, and firewalls on the way.";
            case TIMEOUT -> " If it lasts, check the operator's NetworkPolicy, and firewalls on the way.";
            case TOO_LARGE, MALFORMED, CONNECTION_RESET, INTERRUPTED, NO_ANSWER, OVER_BUDGET, UNADDRESSABLE -> "";
        };
    }
}
