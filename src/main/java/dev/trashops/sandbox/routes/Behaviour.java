package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the sandbox behaves where Roboflow's behaviour is unknown or has varied.
 *
 * @param missingScopeStatus 401, or 404 with the {@code GraphMethodException} envelope; a restore always answers 401
 * @param foreignWorkspaceStatus answer when the key belongs to another workspace: 404 or 403
 * @param notFoundEnvelope {@code object} or {@code text}: the error envelope of a 404 on an item
 * @param missingVersionStatus answer to a read of a version that is not there: 404, or 500 as was seen live
 * @param listingLag after a change, so many reads of each path without {@code nocache=true} still show the state before
 * @param trainings whether there are routes of trainings ({@code /v2/trainings}), and trainings in Trash
 * @param servingRunDelete answer to a DELETE of the training whose model the version's endpoint serves: {@code alias} lets
 *     the endpoint serve the next-oldest one or none and says so, {@code refuse} answers 409. The package's help says the
 *     one, the comment of its function the other
 * @param refundWindow how long after its start a cancelled training is refunded
 * @param workflowsById whether a workflow's path may hold its internal id instead of its slug
 * @param dateSkew added to the sandbox clock in the Date header
 * @param cleanupLag how long after its date an item is destroyed
 * @param deletedByForKeys whether {@code deletedBy} is shown for what an API key deleted
 * @param shape variants of the answers
 */
public record Behaviour(
        int missingScopeStatus,
        int foreignWorkspaceStatus,
        String notFoundEnvelope,
        int missingVersionStatus,
        int listingLag,
        boolean trainings,
        String servingRunDelete,
        Duration refundWindow,
        boolean workflowsById,
        Duration dateSkew,
        Duration cleanupLag,
        boolean deletedByForKeys,
        @JsonUnwrapped Shape shape) {

    /**
     * Variants of the answers that have been seen or are conceivable.
     *
     * @param trashViews {@code both}, {@code items} (sections empty) or {@code sections} (items empty)
     * @param typelessSections items inside sections lack their type
     * @param numericVersionIds the id of a version in Trash is a number
     * @param pathVersionIds the id of a version in Trash is {@code workspace/project/3}
     * @param capitalTypes the types in the Trash are in capitals
     * @param parentUrlFollowsRename the {@code parentUrl} in the Trash is the slug that the parent has now, not the one it
     *     had when the item was moved there
     * @param leftOut fields that the Trash does not show, each as {@code type.field}, such as {@code version.parentId}
     * @param listedAtMost how many entries the Trash shows, the first ones, as if it were cut into pages; 0 for all
     * @param publicShown projects tell whether they are {@code public}
     * @param everyModelShown reads of versions show models even where the version is set to show them in its trainings only
     * @param nestedVersions a project read holds its versions inside {@code project} instead of beside it
     * @param floatEpoch times of projects and versions carry a fraction
     * @param bareWorkflows the list of workflows is a bare array
     * @param unknownFields answers carry fields that nobody has documented
     * @param unknownType the Trash lists an item of a type that nobody has documented
     */
    record Shape(
            String trashViews,
            boolean typelessSections,
            boolean numericVersionIds,
            boolean pathVersionIds,
            boolean capitalTypes,
            boolean parentUrlFollowsRename,
            List<String> leftOut,
            int listedAtMost,
            boolean publicShown,
            boolean everyModelShown,
            boolean nestedVersions,
            boolean floatEpoch,
            boolean bareWorkflows,
            boolean unknownFields,
            boolean unknownType) {
        private static final Pattern TYPE_AND_FIELD = Pattern.compile("(project|version|workflow|training)\\.\\w+");

        private Shape with(JsonFields fields) {
            return new Shape(
                    fields.oneOf("trashViews", List.of("both", "items", "sections"))
                            .orElse(trashViews),
                    fields.flag("typelessSections").orElse(typelessSections),
                    fields.flag("numericVersionIds").orElse(numericVersionIds),
                    fields.flag("pathVersionIds").orElse(pathVersionIds),
                    fields.flag("capitalTypes").orElse(capitalTypes),
                    fields.flag("parentUrlFollowsRename").orElse(parentUrlFollowsRename),
                    leftOut(fields).orElse(leftOut),
                    fields.number("listedAtMost", 0).orElse(listedAtMost),
                    fields.flag("publicShown").orElse(publicShown),
                    fields.flag("everyModelShown").orElse(everyModelShown),
                    fields.flag("nestedVersions").orElse(nestedVersions),
                    fields.flag("floatEpoch").orElse(floatEpoch),
                    fields.flag("bareWorkflows").orElse(bareWorkflows),
                    fields.flag("unknownFields").orElse(unknownFields),
                    fields.flag("unknownType").orElse(unknownType));
        }

        private static Optional<List<String>> leftOut(JsonFields fields) {
            Optional<List<String>> asked = fields.texts("leftOut");
            if (!asked.orElse(List.of()).stream()
                    .allMatch(field -> TYPE_AND_FIELD.matcher(field).matches())) {
                throw fields.bad("leftOut", "must hold texts such as version.parentId");
            }
            return asked;
        }

        /** A time of projects, versions and trainings: epoch seconds. */
        BigDecimal epoch(Instant instant) {
            return floatEpoch
                    ? BigDecimal.valueOf(instant.toEpochMilli(), 3)
                    : BigDecimal.valueOf(instant.getEpochSecond());
        }

        ObjectNode marked(ObjectNode answer) {
            return unknownFields ? answer.put("undocumented", true) : answer;
        }
    }

    public static final Behaviour DEFAULT = new Behaviour(
            401,
            404,
            "object",
            404,
            0,
            true,
            "alias",
            Duration.ofHours(1),
            true,
            Duration.ZERO,
            Duration.ZERO,
            false,
            new Shape(
                    "both", false, false, false, false, true, List.of(), 0, true, false, false, false, false, false,
                    false));

    /**
     * This behaviour with the given fields changed.
     *
     * @throws RefusalException for an unknown field or a wrong value
     */
    public Behaviour with(JsonFields fields) {
        fields.only(json().propertyStream().map(Map.Entry::getKey).collect(Collectors.joining(", ")));
        return new Behaviour(
                fields.oneOf("missingScopeStatus", List.of(401, 404)).orElse(missingScopeStatus),
                fields.oneOf("foreignWorkspaceStatus", List.of(404, 403)).orElse(foreignWorkspaceStatus),
                fields.oneOf("notFoundEnvelope", List.of("object", "text")).orElse(notFoundEnvelope),
                fields.oneOf("missingVersionStatus", List.of(404, 500)).orElse(missingVersionStatus),
                fields.number("listingLag", 0).orElse(listingLag),
                fields.flag("trainings").orElse(trainings),
                fields.oneOf("servingRunDelete", List.of("alias", "refuse")).orElse(servingRunDelete),
                fields.positiveDuration("refundWindow").orElse(refundWindow),
                fields.flag("workflowsById").orElse(workflowsById),
                fields.duration("dateSkew").orElse(dateSkew),
                fields.positiveDuration("cleanupLag").orElse(cleanupLag),
                fields.flag("deletedByForKeys").orElse(deletedByForKeys),
                shape.with(fields));
    }

    /** All options and their values, as {@link #with} reads them. */
    public ObjectNode json() {
        return Json.object(this);
    }
}
