package dev.trashops.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The manifests as they stand in the repository. */
public final class Manifests {
    static final Path FOLDER = Path.of("manifests");
    public static final String NAME = "roboflow-trash-operator";
    public static final String NAMESPACE = "trashops-system";

    private Manifests() {}

    /** Files with resources, in the order that the kustomization names them. */
    static List<String> files() throws IOException {
        try (Stream<String> lines = Files.lines(FOLDER.resolve("kustomization.yaml"))) {
            return lines.map(String::strip)
                    .filter(line -> line.startsWith("- ") && line.endsWith(".yaml"))
                    .map(line -> line.substring(2))
                    .toList();
        }
    }

    /** Everything of the install that the README names. */
    public static List<HasMetadata> all() throws IOException {
        KubernetesSerialization serialization = new KubernetesSerialization();
        List<HasMetadata> found = new ArrayList<>();
        for (String file : files()) {
            for (String document : Files.readString(FOLDER.resolve(file)).split("(?m)^---$", -1)) {
                found.add(serialization.unmarshal(document));
            }
        }
        return found;
    }

    /** The one of that type and name. */
    static <T extends HasMetadata> T one(Class<T> type, String name) {
        try {
            return all().stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(resource -> resource.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
