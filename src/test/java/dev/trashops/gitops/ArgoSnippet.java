package dev.trashops.gitops;

import java.nio.file.Path;

/** The snippet for Argo CD's ConfigMap, made of the scripts. */
final class ArgoSnippet {
    private static final String HEAD = """
        # Generated from the scripts in resource_customizations; ../README.md says how to install it.
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: argocd-cm
        data:
        """;

    private ArgoSnippet() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (String kind : ArgoCd.KINDS) {
            Path folder = ArgoCd.folder(kind);
            text.append("  resource.customizations.health.trashops.dev_")
                    .append(kind)
                    .append(": |\n")
                    .append(script(folder.resolve("health.lua"), 4))
                    .append("  resource.customizations.actions.trashops.dev_")
                    .append(kind)
                    .append(": |\n    discovery.lua: |\n")
                    .append(script(folder.resolve("actions/discovery.lua"), 6))
                    .append("    definitions:\n");
            for (String action : ArgoCd.actions(kind)) {
                text.append("    - name: ")
                        .append(action)
                        .append("\n      action.lua: |\n")
                        .append(script(folder.resolve("actions").resolve(action).resolve("action.lua"), 8));
            }
        }
        return text.toString();
    }

    private static String script(Path file, int indent) {
        StringBuilder text = new StringBuilder();
        ArgoCd.read(file)
                .lines()
                .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(indent) + line)
                        .append('\n'));
        return text.toString();
    }
}
