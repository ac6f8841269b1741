package dev.trashops.roboflow.network;

import java.io.IOException;

/** The proxy asks for a name and password, and has got none or wrong ones (407). */
public final class ProxyRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    ProxyRefusal() {
        super("the proxy answers 407");
    }
}
