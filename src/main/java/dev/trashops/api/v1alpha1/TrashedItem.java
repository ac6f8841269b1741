package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** One item of a workspace, and the state it must be in. */
@Group(ApiNames.GROUP)
@Version(ApiNames.VERSION)
@Plural("trasheditems")
@ShortNames("ti")
@Categories(ApiNames.CATEGORY)
@JsonClassDescription(
        "A TrashedItem names one project, dataset version, workflow or training of a Roboflow workspace and its desired"
                + " state: observed, restored from the Trash, or trashed. The operator keeps the item in that state, reports"
                + " progress in conditions, and warns before the item is permanently deleted.")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "State", jsonPath = ".status.observedState")
@AdditionalPrinterColumn(name = "Desired", jsonPath = ".spec.desiredState")
@AdditionalPrinterColumn(name = "Planned", jsonPath = ".status.plannedAction")
@AdditionalPrinterColumn(name = "Type", jsonPath = ".spec.item.type")
@AdditionalPrinterColumn(name = "Item", jsonPath = ".status.item")
@AdditionalPrinterColumn(name = "Cleanup", jsonPath = ".status.trash.cleanup")
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Policy", jsonPath = ".spec.policyRef.name", priority = 1)
@AdditionalPrinterColumn(name = "Workspace", jsonPath = ".status.externalRef.workspace", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.item.type")
@AdditionalSelectableField(jsonPath = ".spec.policyRef.name")
@AdditionalSelectableField(jsonPath = ".spec.desiredState")
@AdditionalSelectableField(jsonPath = ".status.item")
@AdditionalSelectableField(jsonPath = ".status.observedState")
@AdditionalSelectableField(jsonPath = ".status.endangered")
public class TrashedItem extends CustomResource<TrashedItemSpec, TrashedItemStatus> implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("The desired state: which item, and the state it must be in.")
    public TrashedItemSpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("The observed state, and what the operator did. Only the operator writes it.")
    public @Nullable TrashedItemStatus getStatus() {
        return super.getStatus();
    }
}
