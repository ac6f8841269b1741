package dev.trashops.kube;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes connections on to a port of this machine while it is open; shutting it cuts them all. */
public final class TcpProxy implements AutoCloseable {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    private TcpProxy(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    static TcpProxy to(int target) throws IOException {
        TcpProxy gate = new TcpProxy(new ServerSocket(0, 50, HERE), target);
        start("gate", gate::accept);
        return gate;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Cuts every connection; new ones are closed as soon as they are made. */
    public void shut() {
        open = false;
        passing.forEach(TcpProxy::cut);
    }

    /** Lets new connections through again. */
    public void open() {
        open = true;
    }

    private void accept() {
        try {
            while (true) {
                pass(door.accept());
            }
        } catch (IOException closed) {
            shut();
        }
    }

    private void pass(Socket caller) {
        Socket called = new Socket();
        passing.add(caller);
        passing.add(called);
        try {
            if (!open) {
                throw new IOException("shut");
            }
            called.connect(new InetSocketAddress(HERE, target));
            start("gate-in", () -> pump(caller, called));
            start("gate-out", () -> pump(called, caller));
        } catch (IOException refused) {
            end(caller, called);
        }
    }

    private void pump(Socket from, Socket to) {
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException cut) {
            // Either end may go at any time; the other one goes with it.
        } finally {
            end(from, to);
        }
    }

    private void end(Socket one, Socket other) {
        for (Socket socket : Set.of(one, other)) {
            cut(socket);
            passing.remove(socket);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
