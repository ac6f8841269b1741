package dev.trashops.e2e;

import dev.trashops.kube.KubeSpace;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;

/**
 * What Kubernetes gives to a pod of the operator: the files of its service account, and where the API server is.
 *
 * @param folder holds the files, readable by everybody
 * @param environment the variables; among them a Lease that no other test takes
 */
record PodIdentity(Path folder, Map<String, String> environment) {
    /** Where a pod finds the files. */
    static final String MOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

    /** That of the operator, which the manifests give its rights. */
    static PodIdentity of(KubeSpace space, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("serviceaccount")).toAbsolutePath();
        Config config = Config.fromKubeconfig(space.operatorKubeconfig().toFile());
        URI server = URI.create(config.getMasterUrl());
        write(folder, "token", config.getAutoOAuthToken());
        write(folder, "ca.crt", authority(config));
        write(folder, "namespace", config.getNamespace());
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new PodIdentity(
                folder,
                Map.of(
                        "KUBERNETES_SERVICE_HOST", server.getHost(),
                        "KUBERNETES_SERVICE_PORT", Integer.toString(server.getPort()),
                        "TRASHOPS_LEASE_NAME", space.namespace()));
    }

    /** The same for a process that has no file system of its own. */
    Map<String, String> environmentOfProcess() throws IOException {
        return Map.of(
                "KUBERNETES_AUTH_SERVICEACCOUNT_TOKEN", folder.resolve("token").toString(),
                "KUBERNETES_CERTS_CA_FILE", folder.resolve("ca.crt").toString(),
                "KUBERNETES_NAMESPACE", Files.readString(folder.resolve("namespace")),
                // Where no kubeconfig is.
                "HOME", folder.toString());
    }

    private static String authority(Config config) throws IOException {
        return config.getCaCertFile() == null
                ? new String(Base64.getDecoder().decode(config.getCaCertData()), StandardCharsets.UTF_8)
                : Files.readString(Path.of(config.getCaCertFile()));
    }

    private static void write(Path folder, String name, String content) throws IOException {
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve(name), content), PosixFilePermissions.fromString("rw-r--r--"));
    }
}
