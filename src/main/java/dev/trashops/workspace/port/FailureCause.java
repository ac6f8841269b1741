package dev.trashops.workspace.port;

import java.util.Locale;

/**
 * Why a call to Roboflow failed, in one word of a closed list: the same in messages, in the log and as a label of the metrics.
 * It is made of status codes and of what this program knows, never of text from outside.
 */
public sealed interface FailureCause {

    /** Such as {@code http-503} or {@code timeout}. */
    String word();

    /** As a message says it: the word and, where it does not say everything, what it means. */
    String phrase();

    /** The answer to a request with that status, or a redirect, which is never followed. */
    static Answered answered(int status) {
        return new Answered(status);
    }

    /** What the proxy on the way answered when it was asked for a tunnel. */
    static ProxyAnswered proxyAnswered(int status) {
        return new ProxyAnswered(status);
    }

    record Answered(int status) implements FailureCause {
        private static final int REDIRECT = 3;

        @Override
        public String word() {
            return "http-" + text(status);
        }

        @Override
        public String phrase() {
            return word() + (isRedirect() ? ": a redirect, which is not followed" : "");
        }

        public boolean isRedirect() {
            return status / 100 == REDIRECT;
        }
    }

    record ProxyAnswered(int status) implements FailureCause {
        private static final int UNAUTHORIZED = 401;
        private static final int LOGIN_REQUIRED = 407;

        @Override
        public String word() {
            return "proxy-" + text(status);
        }

        @Override
        public String phrase() {
            return word() + (isLogin() ? ": login refused" : ": no tunnel");
        }

        /** Whether it asks for a name and password, and has got none or wrong ones: 407; some proxies answer 401. */
        public boolean isLogin() {
            return status == LOGIN_REQUIRED || status == UNAUTHORIZED;
        }
    }

    /** All that has no status code. */
    enum Trouble implements FailureCause {
        TIMEOUT("timeout", "no complete answer in time"),
        UNKNOWN_HOST("unknown-host", "its name can't be resolved"),
        CONNECTION_REFUSED("connection-refused", "nothing takes connections there"),
        UNREACHABLE("unreachable", "no route to it"),
        CONNECTION_RESET("connection-reset", "the connection was cut"),
        UNTRUSTED_CERTIFICATE("tls", "certificate not trusted"),
        TLS_FAILED("tls", "handshake failed"),
        PROXY_UNREACHABLE("proxy-unreachable", "nobody answers where the proxy should be"),
        /** The operator is being stopped. */
        INTERRUPTED("interrupted", "the operator is stopping"),
        NO_ANSWER("no-answer", ""),
        /** It can't be parsed, is about something else, or is a success with an error inside. */
        MALFORMED("malformed", "not what the API reference describes"),
        TOO_LARGE("too-large", "more than the operator reads"),
        /** Nothing was sent. */
        OVER_BUDGET("own-budget", "the operator's own limit of requests"),
        /** Nothing was sent. */
        UNADDRESSABLE("unaddressable", "no request can be about it");

        private final String word;
        private final String meaning;

        Trouble(String word, String meaning) {
            this.word = word;
            this.meaning = meaning;
        }

        @Override
        public String word() {
            return word;
        }

        @Override
        public String phrase() {
            String shown = word.equals("tls") ? word.toUpperCase(Locale.ROOT) : word;
            return shown + (meaning.isEmpty() ? "" : ": " + meaning);
        }
    }

    /** What is no status code of HTTP must not add to the list of words. */
    private static String text(int status) {
        return status >= 100 && status < 600 ? String.valueOf(status) : "other";
    }
}
