package dev.trashops.roboflow;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** With a proxy that people use. */
@EnabledIf(value = "isAtHand", disabledReason = "needs tinyproxy: put it on the PATH, or set TINYPROXY to it")
class TinyproxyIT extends ProxyContract {
    private final List<Process> started = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path settings;

    static boolean isAtHand() {
        return file().isPresent();
    }

    private static Optional<String> file() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.ofNullable(System.getenv("TINYPROXY")),
                        Stream.of(path.split(File.pathSeparator)).map(folder -> folder + File.separator + "tinyproxy"))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    @Override
    Way start(boolean authorized, ForwardProxy next, int target) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path file = Files.writeString(settings.resolve("tinyproxy.conf"), """
                Listen 127.0.0.1
                Port %d
                Timeout 60
                LogLevel Info
                Upstream http 127.0.0.1:%d
                %s
                """.formatted(
                        port, next.port(), authorized ? "BasicAuth " + NAME + " " + PASSWORD : ""));
        started.add(new ProcessBuilder(file().orElseThrow(), "-d", "-c", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(settings.resolve("log").toFile())
                .start());
        await("tinyproxy to listen").ignoreExceptions().until(() -> {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            }
        });
        return new Way(port, next);
    }

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }
}
