package dev.trashops.roboflow;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A small HTTP proxy that opens tunnels. Whatever host it is asked for, the tunnel ends at the same port of this machine. */
final class ForwardProxy implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final Optional<String> authorization;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile boolean refusing;

    /** {@code authorization} is the header that it asks for, such as {@code Basic ...}. */
    ForwardProxy(int target, Optional<String> authorization) throws IOException {
        this.target = target;
        this.authorization = authorization;
        start("proxy", this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** What tunnels were asked for, such as {@code host:443}. */
    List<String> asked() {
        return asked;
    }

    void refuse() {
        refusing = true;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                start("tunnel", () -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            while (authorization.isPresent()
                    && !head.contains("Proxy-Authorization: " + authorization.get() + "\r\n")) {
                answer(client, "407 Login\r\nProxy-Authenticate: Basic realm=\"net\"\r\nContent-Length: 0");
                head = head(client.getInputStream());
            }
            asked.add(head.split(" ", -1)[1]);
            if (refusing) {
                answer(client, "403 No\r\nContent-Length: 0");
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                answer(client, "200 Open");
                Thread back = start("back", () -> pump(server, client));
                pump(client, server);
                back.join();
            }
        } catch (IOException | InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client has gone");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void answer(Socket client, String status) throws IOException {
        client.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
