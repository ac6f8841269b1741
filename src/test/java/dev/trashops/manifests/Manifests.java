package dev.trashops.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What {@code kubectl apply -k} installs from the folder {@code manifests}. Needs kubectl. */
public final class Manifests {
    /** The default install. */
    public static final Path FOLDER = Path.of("manifests");

    /** The name of nearly everything. */
    public static final String NAME = "roboflow-trash-operator";

    /** Where the default install runs. */
    public static final String NAMESPACE = "trashops-system";

    /** What takes the finalizers off before the operator goes. */
    public static final Path UNINSTALL = FOLDER.resolve("uninstall");

    private Manifests() {}

    /** Every object of the default install. */
    public static List<HasMetadata> all() {
        return rendered(FOLDER);
    }

    /** Service account, roles and bindings of the default install. */
    public static List<HasMetadata> rights() {
        return all().stream().filter(Manifests::isAboutRights).toList();
    }

    /** Every object of a kustomization. */
    public static List<HasMetadata> rendered(Path kustomization) {
        return new StrictReader()
                .read(Tool.KUBECTL
                        .run(List.of("kustomize", kustomization.toString()))
                        .expected());
    }

    /** The only one of that type and name. */
    public static <T extends HasMetadata> T one(List<HasMetadata> objects, Class<T> type, String name) {
        List<T> found = objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(object -> object.getMetadata().getName().equals(name))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " objects of " + type.getSimpleName() + " " + name);
        }
        return found.get(0);
    }

    static Path overlay(String name) {
        return FOLDER.resolve("overlays").resolve(name);
    }

    /** The default and all overlays. */
    static List<Path> installs() {
        try (Stream<Path> folders = Files.list(FOLDER.resolve("overlays"))) {
            return Stream.concat(Stream.of(FOLDER), folders.sorted()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isAboutRights(HasMetadata object) {
        return object instanceof ServiceAccount || object.getApiVersion().startsWith("rbac.authorization.k8s.io/");
    }
}
