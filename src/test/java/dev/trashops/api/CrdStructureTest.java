package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CrdStructureTest {
    static List<Class<? extends CustomResource<?, ?>>> kinds() {
        return CrdWriter.KINDS;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyFieldSaysWhatItIsFor(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        List<String> silent = new ArrayList<>();
        collectSilent("", schema(kind), silent);
        assertThat(silent).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void anObjectWithoutSpecIsRefusedSoThatNoGhostIsBorn(Class<? extends CustomResource<?, ?>> kind)
            throws IOException {
        assertThat(schema(kind).getRequired()).containsExactly("spec");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void conditionsAreAListWithTheirTypeAsKey(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        JSONSchemaProps conditions = field(schema(kind), "status", "conditions");
        assertThat(conditions.getXKubernetesListType()).isEqualTo("map");
        assertThat(conditions.getXKubernetesListMapKeys()).containsExactly("type");
        JSONSchemaProps condition = conditions.getItems().getSchema();
        assertThat(condition.getRequired())
                .containsExactlyInAnyOrder("type", "status", "reason", "message", "lastTransitionTime");
        assertThat(field(condition, "lastTransitionTime").getFormat()).isEqualTo("date-time");
        assertThat(field(condition, "status").getEnum())
                .allMatch(
                        value -> value.isTextual(), "is a text, also for readers that take a bare True for a boolean");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aNewObjectHasBeenSeenInNoGeneration(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        assertThat(field(schema(kind), "status").getDefault()).hasToString("{\"observedGeneration\":-1}");
        assertThat(version(kind).getSubresources().getStatus()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void bothKindsShareACategory(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        assertThat(crd(kind).getSpec().getNames().getCategories()).containsExactly("roboflow");
        assertThat(crd(kind).getMetadata().getLabels())
                .containsEntry("app.kubernetes.io/name", "roboflow-trash-operator");
    }

    @Test
    void theColumnsOfAnItemReadFromLeftToRight() throws IOException {
        assertThat(version(TrashedItem.class).getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly(
                        "Ready",
                        "State",
                        "Desired",
                        "Planned",
                        "Type",
                        "Item",
                        "Cleanup",
                        "Reason",
                        "Policy",
                        "Workspace",
                        "Message",
                        "Age");
        assertThat(crd(TrashedItem.class).getSpec().getNames().getShortNames()).containsExactly("ti");
    }

    @Test
    void theColumnsOfAPolicyReadFromLeftToRight() throws IOException {
        assertThat(version(RoboflowTrashPolicy.class).getAdditionalPrinterColumns())
                .extracting(CustomResourceColumnDefinition::getName)
                .containsExactly(
                        "Ready",
                        "Workspace",
                        "Mode",
                        "Items",
                        "Stalled",
                        "In-Trash",
                        "Planned",
                        "Held",
                        "Endangered",
                        "Next-Cleanup",
                        "Region",
                        "Reason",
                        "Message",
                        "Age");
        assertThat(crd(RoboflowTrashPolicy.class).getSpec().getNames().getShortNames())
                .containsExactly("rtp");
    }

    @Test
    void itemsCanBeSelectedByWhatTheyAreWhereTheyAreAndWhetherTheyAreLostSoon() throws IOException {
        assertThat(version(TrashedItem.class).getSelectableFields())
                .extracting(SelectableField::getJsonPath)
                .containsExactlyInAnyOrder(
                        ".spec.item.type",
                        ".spec.policyRef.name",
                        ".spec.desiredState",
                        ".status.item",
                        ".status.observedState",
                        ".status.endangered");
    }

    @Test
    void policiesCanBeSelectedByWorkspaceAndMode() throws IOException {
        assertThat(version(RoboflowTrashPolicy.class).getSelectableFields())
                .extracting(SelectableField::getJsonPath)
                .containsExactlyInAnyOrder(".spec.workspace", ".spec.mode");
    }

    @Test
    void toolsThatReadTheSchemaKnowThatTheDesiredStateIsRequired() throws IOException {
        assertThat(field(schema(TrashedItem.class), "spec").getRequired())
                .containsExactlyInAnyOrder("policyRef", "item", "desiredState");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyListSaysHowItIsMergedAndEveryIntegerHowLargeItIs(Class<? extends CustomResource<?, ?>> kind)
            throws IOException {
        List<String> open = new ArrayList<>();
        collectOpen("", schema(kind), open);
        assertThat(open).isEmpty();
    }

    private static void collectOpen(String path, JSONSchemaProps schema, List<String> open) {
        boolean list = schema.getItems() != null;
        if ((list && schema.getXKubernetesListType() == null)
                || ("integer".equals(schema.getType()) && schema.getFormat() == null)) {
            open.add(path);
        }
        schema.getProperties().forEach((name, field) -> collectOpen(path + "." + name, field, open));
        if (list) {
            collectOpen(path + "[]", schema.getItems().getSchema(), open);
        }
    }

    @Test
    void aPolicyHasTheFieldsThatWorkAndNoOthers() throws IOException {
        JSONSchemaProps policy = schema(RoboflowTrashPolicy.class);
        assertThat(field(policy, "spec").getProperties())
                .containsOnlyKeys(
                        "workspace",
                        "region",
                        "credentials",
                        "scope",
                        "interval",
                        "suspend",
                        "mode",
                        "limits",
                        "warnBefore",
                        "rules",
                        "approvedPlan");
        assertThat(field(policy, "status").getProperties())
                .containsOnlyKeys(
                        "observedGeneration",
                        "lastHandledReconcileAt",
                        "conditions",
                        "credentials",
                        "trash",
                        "effectiveMode",
                        "items",
                        "rules",
                        "plan",
                        "history",
                        "halt",
                        "renames");
    }

    @Test
    void noDefaultApprovesOrMatchesAnything() throws IOException {
        JSONSchemaProps rule = rule();
        assertThat(rule.getRequired()).containsExactlyInAnyOrder("name", "action", "match");
        assertThat(rule.getProperties())
                .allSatisfy(
                        (name, field) -> assertThat(field.getDefault()).as(name).isNull());
        assertThat(field(rule, "match").getProperties())
                .allSatisfy(
                        (name, field) -> assertThat(field.getDefault()).as(name).isNull());
    }

    @Test
    void aListOfChoicesNamesEachOnce() throws IOException {
        assertThat(field(rule(), "match", "types").getXKubernetesListType()).isEqualTo("set");
        assertThat(field(rule(), "exclude", "types").getXKubernetesListType()).isEqualTo("set");
        assertThat(field(rule(), "acknowledge").getXKubernetesListType()).isEqualTo("set");
        assertThat(field(schema(TrashedItem.class), "spec", "acknowledge").getXKubernetesListType())
                .isEqualTo("set");
    }

    @Test
    void rulesAreMergedByNameAndGlobsNotAtAll() throws IOException {
        JSONSchemaProps policy = schema(RoboflowTrashPolicy.class);
        for (String part : List.of("spec", "status")) {
            assertThat(field(policy, part, "rules").getXKubernetesListType()).isEqualTo("map");
            assertThat(field(policy, part, "rules").getXKubernetesListMapKeys()).containsExactly("name");
        }
        assertThat(List.of(
                        field(policy, "spec", "scope", "projects"),
                        field(rule(), "match", "projects"),
                        field(rule(), "exclude", "workflows")))
                .as(
                        "no two people's globs make a list that nobody has written, nor is a glob refused that is there twice")
                .extracting(JSONSchemaProps::getXKubernetesListType)
                .containsOnly("atomic");
    }

    @Test
    void noRuleIsWrittenTwice() throws IOException {
        for (Class<? extends CustomResource<?, ?>> kind : CrdWriter.KINDS) {
            assertRulesDiffer(schema(kind));
        }
    }

    private static void assertRulesDiffer(JSONSchemaProps schema) {
        assertThat(schema.getXKubernetesValidations()).doesNotHaveDuplicates();
        schema.getProperties().values().forEach(CrdStructureTest::assertRulesDiffer);
        if (schema.getItems() != null) {
            assertRulesDiffer(schema.getItems().getSchema());
        }
    }

    private static void collectSilent(String path, JSONSchemaProps schema, List<String> silent) {
        String text = schema.getDescription();
        if (text == null || text.length() < 15 || !text.endsWith(".")) {
            silent.add(path);
        }
        schema.getProperties().forEach((name, field) -> collectSilent(path + "." + name, field, silent));
        if (schema.getItems() != null) {
            schema.getItems()
                    .getSchema()
                    .getProperties()
                    .forEach((name, field) -> collectSilent(path + "[]." + name, field, silent));
        }
    }

    private static JSONSchemaProps rule() throws IOException {
        return field(schema(RoboflowTrashPolicy.class), "spec", "rules")
                .getItems()
                .getSchema();
    }

    private static JSONSchemaProps field(JSONSchemaProps schema, String... path) {
        JSONSchemaProps field = schema;
        for (String name : path) {
            field = Objects.requireNonNull(field.getProperties().get(name), name);
        }
        return field;
    }

    private static JSONSchemaProps schema(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        return version(kind).getSchema().getOpenAPIV3Schema();
    }

    private static CustomResourceDefinitionVersion version(Class<? extends CustomResource<?, ?>> kind)
            throws IOException {
        return crd(kind).getSpec().getVersions().get(0);
    }

    private static CustomResourceDefinition crd(Class<? extends CustomResource<?, ?>> kind) throws IOException {
        String file = CustomResource.getCRDName(kind) + "-v1.yml";
        return Serialization.unmarshal(
                Files.readString(CrdWriter.FOLDER.resolve(file)), CustomResourceDefinition.class);
    }
}
