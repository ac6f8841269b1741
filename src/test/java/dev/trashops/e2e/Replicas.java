package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Two processes of the operator that share one Lease; each has a folder of its own. */
final class Replicas implements AutoCloseable {
    /**
     * A process that leads.
     *
     * @param holder as the Lease names it
     */
    record Turn(String holder, Product product) {}

    private final KubeSpace space;
    private final List<Product> products = new ArrayList<>();

    private Replicas(KubeSpace space) {
        this.space = space;
    }

    static Replicas start(KubeSpace space, Path folder, URI roboflow, String... options) throws IOException {
        String[] all = Stream.concat(Stream.of("--leader-election", "true"), Stream.of(options))
                .toArray(String[]::new);
        Replicas replicas = new Replicas(space);
        for (String name : List.of("first", "second")) {
            Path own = Files.createDirectories(folder.resolve(space.namespace() + "-" + name));
            replicas.products.add(Product.start(space, own, roboflow, all));
        }
        return replicas;
    }

    /** Waits until one of them leads. */
    Turn awaitTurn() {
        return await("one of the replicas to hold the Lease")
                .atMost(Team.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::turn, Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until another process leads; that may be the same replica, started anew. */
    Turn awaitTurnAfter(Turn former) {
        return await("another process to hold the Lease")
                .atMost(Team.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(this::turn, turn -> turn.isPresent() && !turn.get().equals(former))
                .orElseThrow();
    }

    /** Who holds the Lease; a process that was killed with it stays its holder until it expires. */
    Optional<Turn> turn() {
        return space.client().leases().inAnyNamespace().list().getItems().stream()
                .map(Lease::getSpec)
                .flatMap(spec -> Optional.ofNullable(spec.getHolderIdentity()).stream())
                .flatMap(holder -> products.stream()
                        .filter(product -> holder.startsWith(product.instance() + "_"))
                        .map(product -> new Turn(holder, product)))
                .findFirst();
    }

    /** The other one. */
    Product besides(Product one) {
        return products.get(0) == one ? products.get(1) : products.get(0);
    }

    /** All that any of them has printed and written down. */
    String written() {
        return products.get(0).written() + products.get(1).written();
    }

    @Override
    public void close() {
        products.forEach(Product::close);
    }
}
