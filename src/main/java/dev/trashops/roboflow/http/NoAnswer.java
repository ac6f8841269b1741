package dev.trashops.roboflow.http;

import dev.trashops.roboflow.network.ProxyRefusal;
import dev.trashops.workspace.port.FailureCause;
import dev.trashops.workspace.port.FailureCause.Trouble;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A call that ended without an answer, and why. Says nothing that the original exception said. */
final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    /** As OkHttp words it: it has no types of its own for these. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    private static final Pattern ASKED_FOR_LOGIN = Pattern.compile("Received HTTP_PROXY_AUTH \\(407\\).*");
    private static final Pattern ENDED = Pattern.compile("unexpected end of stream.*");

    /** As the JDK words it where it throws the same type as for a refused connection. */
    private static final Pattern NO_WAY = Pattern.compile(".*(?:unreachable|No route to host).*");

    private static final int LOGIN_REQUIRED = 407;
    private static final int DEPTH = 8;

    final transient FailureCause cause;

    private NoAnswer(FailureCause cause) {
        super("no answer: " + cause.word());
        this.cause = cause;
    }

    /**
     * For what OkHttp threw.
     *
     * @param proxied whether the call went to a proxy
     * @param interrupted whether the thread was interrupted
     */
    static NoAnswer of(Exception thrown, boolean proxied, boolean interrupted) {
        if (interrupted) {
            return new NoAnswer(Trouble.INTERRUPTED);
        }
        // What is said of a certificate lies below a failed handshake that says nothing.
        return new NoAnswer(first(thrown, NoAnswer::certificate)
                .or(() -> first(thrown, problem -> proxied ? onTheProxy(problem) : Optional.empty()))
                .or(() -> first(thrown, NoAnswer::cause))
                .orElse(Trouble.NO_ANSWER));
    }

    private static Optional<FailureCause> certificate(Throwable problem) {
        return problem instanceof CertificateException || problem instanceof SSLPeerUnverifiedException
                ? Optional.of(Trouble.UNTRUSTED_CERTIFICATE)
                : Optional.empty();
    }

    /** Behind a proxy only that one is connected to, and only its name is resolved here. */
    private static Optional<FailureCause> onTheProxy(Throwable problem) {
        if (problem instanceof ProxyRefusal) {
            return Optional.of(FailureCause.proxyAnswered(LOGIN_REQUIRED));
        }
        if (problem instanceof ConnectException
                || problem instanceof NoRouteToHostException
                || problem instanceof UnknownHostException) {
            return Optional.of(Trouble.PROXY_UNREACHABLE);
        }
        return Optional.ofNullable(problem.getMessage())
                .map(NO_TUNNEL::matcher)
                .filter(Matcher::matches)
                .map(told -> FailureCause.proxyAnswered(Integer.parseInt(told.group(1))));
    }

    private static Optional<FailureCause> cause(Throwable problem) {
        if (problem instanceof UnknownHostException) {
            return Optional.of(Trouble.UNKNOWN_HOST);
        }
        if (problem instanceof InterruptedIOException) {
            return Optional.of(Trouble.TIMEOUT);
        }
        if (problem instanceof NoRouteToHostException
                || (problem instanceof SocketException && says(problem, NO_WAY))) {
            return Optional.of(Trouble.UNREACHABLE);
        }
        if (problem instanceof ConnectException) {
            return Optional.of(Trouble.CONNECTION_REFUSED);
        }
        if (problem instanceof SSLException) {
            return tls(problem);
        }
        if (problem instanceof SocketException || problem instanceof EOFException || says(problem, ENDED)) {
            return Optional.of(Trouble.CONNECTION_RESET);
        }
        if (problem instanceof ProtocolException) {
            return Optional.of(
                    says(problem, ASKED_FOR_LOGIN) ? FailureCause.answered(LOGIN_REQUIRED) : Trouble.MALFORMED);
        }
        return Optional.empty();
    }

    /** A connection that is cut after the handshake is wrapped, too. */
    private static Optional<FailureCause> tls(Throwable problem) {
        boolean cut = !(problem instanceof SSLHandshakeException)
                && (problem.getCause() instanceof SocketException || problem.getCause() instanceof EOFException);
        return Optional.of(cut ? Trouble.CONNECTION_RESET : Trouble.TLS_FAILED);
    }

    private static boolean says(Throwable problem, Pattern words) {
        return Optional.ofNullable(problem.getMessage())
                .filter(words.asMatchPredicate())
                .isPresent();
    }

    private static Optional<FailureCause> first(Throwable thrown, Function<Throwable, Optional<FailureCause>> rule) {
        return chain(thrown, DEPTH)
                .flatMap(problem -> rule.apply(problem).stream())
                .findFirst();
    }

    /** With causes and suppressed exceptions: OkHttp tries several ways to the same host. */
    private static Stream<Throwable> chain(Throwable problem, int depth) {
        return depth == 0
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(problem),
                        Stream.concat(Stream.ofNullable(problem.getCause()), Stream.of(problem.getSuppressed()))
                                .flatMap(next -> chain(next, depth - 1)));
    }
}
