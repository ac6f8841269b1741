package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import org.jspecify.annotations.Nullable;

/** Connects a namespace to one workspace, with rules for it. */
@Group(ApiNames.GROUP)
@Version(ApiNames.VERSION)
@Plural("roboflowtrashpolicies")
@ShortNames("rtp")
@Categories(ApiNames.CATEGORY)
@JsonClassDescription(
        "A RoboflowTrashPolicy connects a namespace to one Roboflow workspace: it names the API key, and sets how"
                + " often the Trash is listed, how many items may be trashed and when to warn. Its rules restore, trash or"
                + " list groups of items; TrashedItems in the same namespace refer to it.")
@ValidationRule(
        value = "self.metadata.name.size() <= 52",
        message = "a policy's name must be at most 52 characters: the names of other objects start with it")
@AdditionalPrinterColumn(name = "Ready", jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Workspace", jsonPath = ".spec.workspace")
@AdditionalPrinterColumn(name = "Mode", jsonPath = ".status.effectiveMode")
@AdditionalPrinterColumn(name = "Items", jsonPath = ".status.items.total", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Stalled",
        jsonPath = ".status.items.stalled",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "In-Trash",
        jsonPath = ".status.trash.total",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Planned",
        jsonPath = ".status.items.acting",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Held", jsonPath = ".status.plan.held", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Endangered",
        jsonPath = ".status.trash.endangered.within7d",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "Next-Cleanup", jsonPath = ".status.trash.nextCleanup")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".spec.region", priority = 1)
@AdditionalPrinterColumn(name = "Reason", jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason", priority = 1)
@AdditionalPrinterColumn(name = "Message", jsonPath = ".status.conditions[?(@.type==\"Ready\")].message", priority = 1)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.workspace")
@AdditionalSelectableField(jsonPath = ".spec.mode")
public class RoboflowTrashPolicy extends CustomResource<RoboflowTrashPolicySpec, RoboflowTrashPolicyStatus>
        implements Namespaced {
    private static final long serialVersionUID = 1L;

    @Override
    @Required
    @JsonPropertyDescription("The desired state: which workspace, its API key, and what the operator may do there.")
    public RoboflowTrashPolicySpec getSpec() {
        return super.getSpec();
    }

    @Override
    @JsonPropertyDescription("The observed state. Only the operator writes it.")
    public @Nullable RoboflowTrashPolicyStatus getStatus() {
        return super.getStatus();
    }
}
