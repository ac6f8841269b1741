package dev.trashops.api;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItemSpec;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.SelectableField;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes {@code crds/README.md} from the definitions beside it and the meanings of conditions and reasons. */
final class Reference {
    private static final String NAME = "README.md";
    private static final String ITEMS = "trasheditems.trashops.dev-v1.yml";
    private static final String POLICIES = "roboflowtrashpolicies.trashops.dev-v1.yml";

    private final MarkdownPage page = new MarkdownPage();

    /** Writes it into the folder that holds the definitions. */
    static void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(NAME), new Reference().text(folder));
    }

    private String text(Path folder) throws IOException {
        page.title("API reference: `" + ApiNames.GROUP + "/" + ApiNames.VERSION + "`")
                .text("Install them with `kubectl apply --server-side -f crds`. `kubectl explain ti.spec.item` and"
                        + " `kubectl explain rtp.spec.rules` show the same field descriptions; `kubectl get "
                        + ApiNames.CATEGORY
                        + "` lists both kinds. Both are namespaced, and an item and its policy are always in the same"
                        + " namespace. Deleting a resource changes nothing in Roboflow, except that an item with"
                        + " `deletionPolicy: Restore` is restored first.")
                .text(
                        "[versions.md](versions.md) tells what may change, and when. This page and the CRDs are generated; see"
                                + " [CONTRIBUTING.md](../CONTRIBUTING.md).")
                .text("[TrashedItem](#trasheditem) · [RoboflowTrashPolicy](#roboflowtrashpolicy) ·"
                        + " [Conditions](#conditions) · [Reasons of a TrashedItem](#reasons-of-a-trasheditem) ·"
                        + " [Reasons of a RoboflowTrashPolicy](#reasons-of-a-roboflowtrashpolicy) ·"
                        + " [Labels and annotations](#labels-annotations-and-finalizer)");
        kind(definition(folder, ITEMS), TrashedItemSpec.class, TrashedItemStatus.class);
        kind(definition(folder, POLICIES), RoboflowTrashPolicySpec.class, RoboflowTrashPolicyStatus.class);
        conditions();
        reasons("TrashedItem", ItemReasons::advice);
        reasons("RoboflowTrashPolicy", PolicyReasons::advice);
        metadata();
        return page.toString();
    }

    private static CustomResourceDefinition definition(Path folder, String file) throws IOException {
        return Serialization.unmarshal(Files.readString(folder.resolve(file)), CustomResourceDefinition.class);
    }

    private void kind(CustomResourceDefinition definition, Class<?> spec, Class<?> status) {
        String kind = definition.getSpec().getNames().getKind();
        CustomResourceDefinitionVersion version =
                definition.getSpec().getVersions().get(0);
        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        JSONSchemaProps written = property(root, "spec");
        FieldReference wish = new FieldReference("spec", spec, written);
        page.section(kind)
                .text(root.getDescription())
                .text("Short name `"
                        + definition.getSpec().getNames().getShortNames().get(0) + "`." + selectable(version));
        page.subsection("Spec").text(written.getDescription());
        fields(wish);
        page.subsection("Validation")
                .text("Messages of the API server, besides those for unknown fields, wrong types and values out of"
                        + " bounds.")
                .head("Field", "Message");
        root.getXKubernetesValidations().forEach(rule -> page.row("`metadata.name`", rule.getMessage()));
        wish.refusals().forEach(refusal -> page.row(code(refusal.path()), refusal.message()));
        page.end();
        page.subsection("Status")
                .text(property(root, "status").getDescription() + " Roles for people do not cover it.");
        fields(new FieldReference("status", status, property(root, "status")));
        columns(version);
    }

    private static JSONSchemaProps property(JSONSchemaProps root, String name) {
        return Objects.requireNonNull(root.getProperties().get(name), name);
    }

    private static String selectable(CustomResourceDefinitionVersion version) {
        String fields = version.getSelectableFields().stream()
                .map(SelectableField::getJsonPath)
                .map(path -> code(path.substring(1)))
                .collect(Collectors.joining(", "));
        return fields.isEmpty()
                ? ""
                : " Fields for `kubectl get --field-selector` (Kubernetes 1.31 or later): " + fields + ".";
    }

    private void fields(FieldReference reference) {
        page.head("Field", "Type", "Bounds", "Meaning");
        reference
                .fields()
                .forEach(field -> page.row(code(field.path()), field.type(), field.bounds(), field.meaning()));
        page.end();
    }

    private void columns(CustomResourceDefinitionVersion version) {
        page.subsection("Columns of `kubectl get`").head("Column", "Field", "When");
        version.getAdditionalPrinterColumns()
                .forEach(column -> page.row(
                        column.getName().toUpperCase(Locale.ROOT),
                        code(readable(column.getJsonPath())),
                        column.getPriority() != null && column.getPriority() > 0 ? "with `-o wide`" : "always"));
        page.end();
    }

    /** A filter in short form: {@code status.conditions[Ready].reason}. */
    private static String readable(String jsonPath) {
        return jsonPath.substring(1).replaceAll("\\?\\(@\\.type==\"(\\w+)\"\\)", "$1");
    }

    private void conditions() {
        page.section("Conditions")
                .text("Ready=False always comes with exactly one of Reconciling and Stalled, so that `kubectl wait`,"
                        + " Flux and Argo CD know whether to keep waiting. Every other type is present only while"
                        + " True. A condition's message says what is wrong with this object and what to do.")
                .head("Type", "Of", "Meaning", "What to do");
        for (ConditionType type : ConditionType.values()) {
            page.row(
                    type.name(), ConditionGuide.kinds(type), ConditionGuide.meaning(type), ConditionGuide.remedy(type));
        }
        page.end()
                .text("The reason of CleanupImminent says how much time is left:")
                .head("Reason", "Meaning");
        for (CleanupWarning.Stage stage : CleanupWarning.Stage.values()) {
            page.row(stage.text(), ConditionGuide.meaning(stage));
        }
        page.end();
    }

    private void reasons(String kind, Function<Reason, List<Advice>> guide) {
        page.section("Reasons of a " + kind);
        for (Readiness.Kind readiness : Readiness.Kind.values()) {
            page.subsection(
                            switch (readiness) {
                                case READY -> "Ready=True: as desired";
                                case RECONCILING -> "Ready=False, Reconciling=True: in progress";
                                case STALLED -> "Ready=False, Stalled=True: needs action";
                            })
                    .head("Reason", "Meaning", "What to do");
            Arrays.stream(Reason.values())
                    .forEach(reason -> guide.apply(reason).stream()
                            .filter(advice -> advice.readiness() == readiness)
                            .forEach(advice -> page.row(reason.text(), advice.meaning(), advice.remedy())));
            page.end();
        }
    }

    private void metadata() {
        page.section("Labels, annotations and finalizer")
                .head("Name", "On", "Meaning")
                .row(
                        code(ApiNames.REQUESTED_AT),
                        "both, set by you",
                        "Annotation. Any new value triggers a reconcile now; once handled, the value appears in"
                                + " status.lastHandledReconcileAt. It also ends DriftFight, and on a policy UnexpectedAnswer.")
                .row(code(ApiNames.FLUX_REQUESTED_AT), "both, set by `flux reconcile`", "Annotation. The same.")
                .row(
                        code(ApiNames.POLICY_LABEL),
                        "what a policy owns: its rules' TrashedItems, and the ConfigMaps of its plans and its deletion"
                                + " ledger",
                        "Label. The name of the policy.")
                .row(
                        code(ApiNames.RULE_LABEL),
                        "TrashedItems created by a rule",
                        "Label. The name of the rule. It is for selecting them; ownership is decided by ownerReferences"
                                + " alone.")
                .row(
                        code("app.kubernetes.io/managed-by"),
                        "what a policy owns",
                        "Label. Always roboflow-trash-operator.")
                .row(
                        code(ApiNames.RESTORE_FINALIZER),
                        "items with `deletionPolicy: Restore`",
                        "Finalizer. Removed once the item is restored or can't be restored. Setting `deletionPolicy:"
                                + " Orphan` removes it at once.")
                .end();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
