package dev.trashops.roboflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that can misbehave in every way; answers by method and path, one request a connection. */
final class RawServer implements AutoCloseable {
    /** A request as it arrived. */
    record Seen(String method, String target, Map<String, String> headers, String body) {
        String route() {
            return method + " " + target.replaceAll("\\?.*", "");
        }

        String query() {
            return target.contains("?") ? target.substring(target.indexOf('?') + 1) : "";
        }
    }

    /** Writes an answer, or not. */
    interface Reply {
        void write(Seen seen, OutputStream out) throws IOException;
    }

    private final ServerSocket socket;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger hangUps = new AtomicInteger();
    private volatile Reply otherwise = json("{}");

    RawServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::accept, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    List<Seen> seen() {
        return seen;
    }

    /** How often the client closed the connection before its end. */
    int hangUps() {
        return hangUps.get();
    }

    RawServer when(String route, Reply reply) {
        replies.put(route, reply);
        return this;
    }

    RawServer otherwise(Reply reply) {
        otherwise = reply;
        return this;
    }

    static Reply json(String body) {
        return status(200, body, "Content-Type: application/json");
    }

    static Reply status(int status, String body, String... headers) {
        return bytes(status, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    static Reply bytes(int status, byte[] body, String... headers) {
        return (seen, out) -> {
            out.write(head(status, "Content-Length: " + body.length, headers));
            out.write(body);
        };
    }

    /** Cuts the connection without a word. */
    static Reply cut() {
        return (seen, out) -> {};
    }

    /** Announces more than it sends. */
    static Reply torn(String body) {
        return (seen, out) -> {
            out.write(head(200, "Content-Length: " + (body.length() + 100)));
            out.write(body.getBytes(StandardCharsets.UTF_8));
        };
    }

    /** A body of one byte after the other, for ever. */
    Reply drip() {
        return (seen, out) -> {
            out.write(head(200, "Content-Length: 1000000"));
            while (!pause()) {
                out.write(' ');
                out.flush();
            }
        };
    }

    /** The head of an answer, and nothing more. */
    Reply hang() {
        return (seen, out) -> {
            out.write(head(200, "Content-Length: 10"));
            out.flush();
            while (!pause()) {
                out.flush();
            }
        };
    }

    private static byte[] head(int status, String first, String... headers) {
        String more = headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers);
        return ("HTTP/1.1 " + status + " X\r\nConnection: close\r\n" + first + more + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private boolean pause() {
        try {
            return closed.await(20, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread thread = new Thread(() -> serve(connection), "raw-connection");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Seen request = read(connection.getInputStream());
            seen.add(request);
            OutputStream out = connection.getOutputStream();
            replies.getOrDefault(request.route(), otherwise).write(request, out);
            out.flush();
        } catch (IOException e) {
            hangUps.incrementAndGet();
        }
    }

    private static Seen read(InputStream in) throws IOException {
        String[] line = line(in).split(" ", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).trim());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Seen(line[0], line[1], headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the client hung up");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
