package dev.trashops.api;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the folder {@code crds} from the Java types. What annotations can't say is added here: the order of the
 * columns, how lists are merged, the status a new object begins with, and the description of a kind. The files are what
 * the API server stores, field by field: whatever it would leave out or write otherwise is a difference for ever to those
 * who compare, and a conflict to whoever applies the same file.
 */
final class CrdWriter {
    /** The folder of the repository. */
    static final Path FOLDER = Path.of("crds");

    /** What makes the up-to-date test write the folder instead of comparing it. */
    static final String COMMAND = "mvn -q test -Dtest=CrdsAreUpToDateTest -Dcrds.write=true";

    /** Every kind of this API. */
    static final List<Class<? extends CustomResource<?, ?>>> KINDS =
            List.of(TrashedItem.class, RoboflowTrashPolicy.class);

    private static final String DATE_TIME = "date-time";

    /** Narrower than the format date-time, which takes times without a zone that no Instant can hold. */
    private static final String UTC = "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z$";

    private static final Pattern BOUND = Pattern.compile("^( +(?:minimum|maximum): \\d+)\\.0$", Pattern.MULTILINE);

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    /** Writes one file a kind into that folder. */
    void write(Path folder) {
        new CRDGenerator()
                        .withPostProcessor(new CRDPostProcessor() {
                            @Override
                            public HasMetadata process(HasMetadata crd, String crdSpecVersion) {
                                return finish((CustomResourceDefinition) crd);
                            }
                        })
                        .customResourceClasses(List.copyOf(KINDS))
                        .inOutputDir(folder.toFile())
                        .forCRDVersions("v1")
                        .detailedGenerate()
                        .getCRDDetailsPerNameAndVersion()
                        .values()
                        .stream()
                        .flatMap(versions -> versions.values().stream())
                        .forEach(written -> writeWholeNumbers(Path.of(written.getFilePath())));
    }

    /** The generator writes the bounds of integers as {@code 1.0}. */
    private static void writeWholeNumbers(Path file) {
        try {
            Files.writeString(file, BOUND.matcher(Files.readString(file)).replaceAll("$1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CustomResourceDefinition finish(CustomResourceDefinition crd) {
        Class<?> kind = KINDS.stream()
                .filter(type ->
                        type.getSimpleName().equals(crd.getSpec().getNames().getKind()))
                .findAny()
                .orElseThrow();
        crd.getMetadata().setLabels(Map.of("app.kubernetes.io/name", "roboflow-trash-operator"));
        for (CustomResourceDefinitionVersion version : crd.getSpec().getVersions()) {
            version.getAdditionalPrinterColumns().sort(Comparator.comparing(column -> place(kind, column)));
            version.getAdditionalPrinterColumns().stream()
                    .filter(column -> Integer.valueOf(0).equals(column.getPriority()))
                    .forEach(column -> column.setPriority(null));
            JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
            root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
            property(root, "status")
                    .setDefault(serialization.convertValue(Map.of("observedGeneration", -1), JsonNode.class));
            keyed(property(property(root, "status"), "conditions"), "type");
            if (kind == RoboflowTrashPolicy.class) {
                keyed(property(property(root, "spec"), "rules"), "name");
                keyed(property(property(root, "status"), "rules"), "name");
                IntegerFormats.set(property(root, "spec"), RoboflowTrashPolicySpec.class);
                IntegerFormats.set(property(root, "status"), RoboflowTrashPolicyStatus.class);
            }
            if (kind == TrashedItem.class) {
                askForDesiredState(property(property(root, "spec"), "desiredState"));
                IntegerFormats.set(property(root, "spec"), TrashedItemSpec.class);
                IntegerFormats.set(property(root, "status"), TrashedItemStatus.class);
                property(property(property(root, "status"), "drift"), "reversals")
                        .getItems()
                        .getSchema()
                        .setFormat(DATE_TIME);
            }
            finishFields(root);
        }
        return crd;
    }

    private static JSONSchemaProps property(JSONSchemaProps schema, String name) {
        return Objects.requireNonNull(schema.getProperties().get(name), name);
    }

    private static void keyed(JSONSchemaProps list, String key) {
        list.setXKubernetesListType("map");
        list.setXKubernetesListMapKeys(List.of(key));
    }

    /** Required, and yet its own rule is what tells whoever leaves it out what to write. */
    private static void askForDesiredState(JSONSchemaProps field) {
        JsonNode missing = TextNode.valueOf("");
        field.setDefault(missing);
        field.setEnum(
                Stream.concat(Stream.of(missing), field.getEnum().stream()).toList());
    }

    private static int place(Class<?> kind, CustomResourceColumnDefinition column) {
        List<String> order = Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
                .map(AdditionalPrinterColumn::name)
                .toList();
        return order.indexOf(column.getName());
    }

    private static void finishFields(JSONSchemaProps schema) {
        // A record component is a field and an accessor, and its rules are collected from both.
        schema.setXKubernetesValidations(
                schema.getXKubernetesValidations().stream().distinct().toList());
        if (DATE_TIME.equals(schema.getFormat())) {
            if (schema.getXKubernetesValidations().isEmpty()) {
                schema.setPattern(UTC);
            } else {
                schema.setFormat(null); // its own rule reads the text, and says what to write
            }
        }
        schema.getProperties().values().forEach(CrdWriter::finishFields);
        if (schema.getItems() != null && schema.getItems().getSchema() != null) {
            JSONSchemaProps items = schema.getItems().getSchema();
            if (!items.getEnum().isEmpty()) {
                schema.setXKubernetesListType("set"); // naming one twice says nothing more
            } else if (schema.getXKubernetesListType() == null) {
                schema.setXKubernetesListType("atomic"); // two halves of a list make one that nobody has written
            }
            finishFields(items);
        }
    }
}
