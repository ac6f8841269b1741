package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which item of the workspace is meant. Immutable, except that an id can be added once and createdBefore can change. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.type != 'Project' || has(self.project)",
        message = "type Project requires project: set it to the project's slug",
        fieldPath = ".project",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Version' || has(self.project)",
        message = "type Version requires project: set it to the slug of the version's project",
        fieldPath = ".project",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Version' || has(self.version)",
        message = "type Version requires version: set its number, for example version: 3",
        fieldPath = ".version",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Workflow' || has(self.workflow)",
        message = "type Workflow requires workflow: set it to the workflow's slug",
        fieldPath = ".workflow",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type == 'Version' || !has(self.version)",
        message = "version is only allowed for type Version: remove it, or set type: Version",
        fieldPath = ".version",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.type != 'Workflow' || !has(self.project)",
        message = "project is not allowed for type Workflow: remove it and set workflow",
        fieldPath = ".project",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.type == 'Workflow' || !has(self.workflow)",
        message = "workflow is only allowed for type Workflow: remove it, or set type: Workflow",
        fieldPath = ".workflow",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(oldSelf.id) || (has(self.id) && self.id == oldSelf.id)",
        message = "id is immutable once set: create a new TrashedItem for the other item and delete this one",
        fieldPath = ".id")
public record ItemRef(
        @Required
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The kind of item: Project, Version or Workflow. It is explicit so that a version whose number was "
                        + "forgotten is never mistaken for its project.")
        ItemType type,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(value = Rules.NO_ROUTE, message = Rules.NO_ROUTE_MESSAGE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The project's slug, from the URL of the Roboflow app. Required for a Project and for a Version (the "
                        + "project that the version belongs to), not allowed for a Workflow.")
        @Nullable
        String project,

        @Min(1)
        @ValidationRule(
                value = "self <= " + Integer.MAX_VALUE,
                message = "must be a version number from 1 to " + Integer.MAX_VALUE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The number of the dataset version, starting at 1. Required for a Version, not allowed otherwise.")
        @Nullable
        Integer version,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The workflow's slug, from the URL of the Roboflow app. Required for a Workflow, not allowed"
                        + " otherwise.")
        @Nullable
        String workflow,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(
                value = "self.matches('^[!-~]+$')",
                message = "must be the internal id shown in the Trash listing, without spaces, for example d_abc123")
        @JsonPropertyDescription(
                "Roboflow's internal id of the project or workflow; for a Version, the id of its project. It pins the"
                        + " item: a different item that takes over the slug is never touched. Optional; it can be added"
                        + " later and is immutable once set.")
        @Nullable
        String id,

        @Size(max = 40)
        @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
        @JsonPropertyDescription(
                "An item created after this time is a different item with the same name and is never touched. A time "
                        + "with its zone, for example 2026-04-20T17:05:33Z.")
        @Nullable
        Instant createdBefore) {}
