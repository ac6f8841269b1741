package dev.trashops.roboflow.http;

import dev.trashops.roboflow.network.ProxyRefusal;
import dev.trashops.workspace.port.RoboflowFailure.Unavailable.Obstacle;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** A call that ended without an answer, and why if that is known. Says nothing that the original exception said. */
final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    /** As OkHttp words it: it has no type of its own for that. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Unexpected response code for CONNECT: (\\d{3})");

    private static final int DEPTH = 8;

    final transient Optional<Obstacle> obstacle;

    private NoAnswer(Optional<Obstacle> obstacle) {
        super("no answer");
        this.obstacle = obstacle;
    }

    /**
     * For what OkHttp threw.
     *
     * @param proxied whether the call went to a proxy
     */
    static NoAnswer of(Exception thrown, boolean proxied) {
        return new NoAnswer(chain(thrown, DEPTH)
                .flatMap(problem -> obstacle(problem, proxied).stream())
                .findFirst());
    }

    private static Optional<Obstacle> obstacle(Throwable problem, boolean proxied) {
        if (problem instanceof CertificateException || problem instanceof SSLPeerUnverifiedException) {
            return Optional.of(Obstacle.CERTIFICATE);
        }
        if (!proxied) {
            return Optional.empty();
        }
        if (problem instanceof ProxyRefusal) {
            return Optional.of(Obstacle.PROXY_LOGIN);
        }
        if (problem instanceof ConnectException
                || problem instanceof NoRouteToHostException
                || problem instanceof UnknownHostException) {
            return Optional.of(Obstacle.NO_PROXY_THERE);
        }
        return Optional.ofNullable(problem.getMessage())
                .map(NO_TUNNEL::matcher)
                .filter(Matcher::matches)
                // What tinyproxy answers to a wrong login, instead of 407.
                .map(told -> told.group(1).equals("401") ? Obstacle.PROXY_LOGIN : Obstacle.PROXY_REFUSAL);
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
