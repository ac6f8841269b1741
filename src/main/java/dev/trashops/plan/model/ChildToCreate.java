package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * A TrashedItem that a rule is missing.
 *
 * @param name its name, see {@link ChildName}
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
