package dev.trashops.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/** The chart as Helm renders it. */
final class Helm {
    static final String CHART = Manifests.FOLDER.resolve("chart").toString();

    private Helm() {}

    static ProcessResult run(String... arguments) {
        return Tool.HELM.run(List.of(arguments));
    }

    /** The objects of a release that has the names of the kustomizations, with these values as {@code --set} takes them. */
    static List<HasMetadata> rendered(List<String> values) {
        return new StrictReader().read(template(CHART, set(values)).expected());
    }

    /** What such a release renders to, with these arguments of Helm. */
    static ProcessResult template(String chart, List<String> arguments) {
        return Tool.HELM.run(Stream.concat(
                        Stream.of("template", Manifests.NAME, chart, "--namespace", Manifests.NAMESPACE),
                        arguments.stream())
                .toList());
    }

    /** The arguments that set values. */
    static List<String> set(List<String> values) {
        return values.stream().flatMap(value -> Stream.of("--set", value)).toList();
    }
}
