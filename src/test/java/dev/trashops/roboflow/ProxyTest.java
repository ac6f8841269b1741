package dev.trashops.roboflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Credentials;
import org.junit.jupiter.api.AfterEach;

/** With a proxy of our own, so that it is tested everywhere. */
class ProxyTest extends ProxyContract {
    private final List<ForwardProxy> started = new ArrayList<>();

    @Override
    Way start(boolean authorized, ForwardProxy next, int target) throws IOException {
        ForwardProxy proxy = new ForwardProxy(
                target, authorized ? Optional.of(Credentials.basic(NAME, PASSWORD)) : Optional.empty());
        started.add(proxy);
        return new Way(proxy.port(), proxy);
    }

    @AfterEach
    void stop() throws IOException {
        for (ForwardProxy proxy : started) {
            proxy.close();
        }
    }
}
