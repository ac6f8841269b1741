package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A TrashedItem that a rule wants and that is not there yet.
 *
 * @param name its name, see {@link ChildName}
 * @param rule the rule that wants it
 * @param action what that rule wants
 * @param item the item
 * @param id the internal id to pin: that of the project or workflow, for a version that of its project
 * @param createdBefore namesakes created later are not meant
 */
public record ChildToCreate(
        String name,
        String rule,
        RuleAction action,
        ItemKey item,
        Optional<InternalId> id,
        Optional<Instant> createdBefore) {}
