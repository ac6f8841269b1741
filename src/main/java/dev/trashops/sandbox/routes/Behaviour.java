package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How the sandbox behaves where Roboflow's behaviour is unknown or has varied.
 *
 * @param missingScopeStatus 401, or 404 with the {@code GraphMethodException} envelope; a restore always answers 401
 * @param foreignWorkspaceStatus answer when the key belongs to another workspace: 404 or 403
 * @param notFoundEnvelope {@code object} or {@code text}: the error envelope of a 404 on an item
 * @param missingVersionStatus answer to a read of a version that is not there: 404, or 500 as was seen live
 * @param listingLag after a change, so many reads of each path without {@code nocache=true} still show the state before
 * @param trainings whether trainings can be moved to Trash, listed there and restored
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
            boolean nestedVersions,
            boolean floatEpoch,
            boolean bareWorkflows,
            boolean unknownFields,
            boolean unknownType) {
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
            false,
            Duration.ZERO,
            Duration.ZERO,
            false,
            new Shape("both", false, false, false, false, false, false, false));

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
                fields.duration("dateSkew").orElse(dateSkew),
                fields.positiveDuration("cleanupLag").orElse(cleanupLag),
                fields.flag("deletedByForKeys").orElse(deletedByForKeys),
                new Shape(
                        fields.oneOf("trashViews", List.of("both", "items", "sections"))
                                .orElse(shape.trashViews),
                        fields.flag("typelessSections").orElse(shape.typelessSections),
                        fields.flag("numericVersionIds").orElse(shape.numericVersionIds),
                        fields.flag("nestedVersions").orElse(shape.nestedVersions),
                        fields.flag("floatEpoch").orElse(shape.floatEpoch),
                        fields.flag("bareWorkflows").orElse(shape.bareWorkflows),
                        fields.flag("unknownFields").orElse(shape.unknownFields),
                        fields.flag("unknownType").orElse(shape.unknownType)));
    }

    /** All options and their values, as {@link #with} reads them. */
    public ObjectNode json() {
        return Json.object(this);
    }
}
