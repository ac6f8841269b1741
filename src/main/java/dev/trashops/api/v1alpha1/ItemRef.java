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

/** Which item of the workspace is meant. It can't be changed, save that an id may be added once and createdBefore may move. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
@ValidationRule(
        value = "self.type != 'Project' || has(self.project)",
        message = "a Project is named by its slug: write project",
        fieldPath = ".project",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Version' || has(self.project)",
        message = "a Version is named by the slug of its project and its number: write project",
        fieldPath = ".project",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Version' || has(self.version)",
        message = "a Version is named by the slug of its project and its number: write version, "
                + "for example version: 3",
        fieldPath = ".version",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type != 'Workflow' || has(self.workflow)",
        message = "a Workflow is named by its own slug: write workflow",
        fieldPath = ".workflow",
        reason = "FieldValueRequired")
@ValidationRule(
        value = "self.type == 'Version' || !has(self.version)",
        message = "only a Version has a number: remove version, or write type: Version",
        fieldPath = ".version",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.type != 'Workflow' || !has(self.project)",
        message = "a Workflow belongs to no project: remove project and write workflow",
        fieldPath = ".project",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "self.type == 'Workflow' || !has(self.workflow)",
        message = "only a Workflow has the field workflow: remove it, or write type: Workflow",
        fieldPath = ".workflow",
        reason = "FieldValueForbidden")
@ValidationRule(
        value = "!has(oldSelf.id) || (has(self.id) && self.id == oldSelf.id)",
        message = "the id can be set once and then neither be changed nor removed: write a new TrashedItem for the "
                + "other item, and delete this one",
        fieldPath = ".id")
public record ItemRef(
        @Required
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "What the item is: Project, Version or Workflow. It is written out, so that a version that "
                        + "lost its number can never be taken for its project.")
        ItemType type,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(value = Rules.NO_ROUTE, message = Rules.NO_ROUTE_MESSAGE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The slug of the project, as it stands in the address of the Roboflow app. Required for a Project and"
                        + " for a Version (there it is the project the version belongs to), not allowed for a Workflow.")
        @Nullable
        String project,

        @Min(1)
        @ValidationRule(
                value = "self <= " + Integer.MAX_VALUE,
                message = "write the number of the version, from 1 to " + Integer.MAX_VALUE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The number of the dataset version, from 1. Required for a Version, not allowed otherwise.")
        @Nullable
        Integer version,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.SLUG_MESSAGE)
        @ValidationRule(value = Rules.UNCHANGED, message = Rules.UNCHANGED_ITEM_MESSAGE)
        @JsonPropertyDescription(
                "The slug of the workflow, as it stands in the address of the Roboflow app. Required for a Workflow, "
                        + "not allowed otherwise.")
        @Nullable
        String workflow,

        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(
                value = "self.matches('^[!-~]+$')",
                message = "write the internal id as the Trash listing shows it, without spaces; for example d_abc123")
        @JsonPropertyDescription(
                "Roboflow's internal id of the project or the workflow; for a Version that of its project. It pins "
                        + "the item: another one that takes over the slug is never touched. It may be left out, may be added "
                        + "later, and then stays.")
        @Nullable
        String id,

        @Size(max = 40)
        @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
        @JsonPropertyDescription(
                "An item created after this time is a namesake and is never touched. A time with its zone, for "
                        + "example 2026-04-20T17:05:33Z.")
        @Nullable
        Instant createdBefore) {}
