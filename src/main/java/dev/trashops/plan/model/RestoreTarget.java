package dev.trashops.plan.model;

import java.util.Optional;

/**
 * An entry of the Trash, as a restore names it.
 *
 * @param id its internal id, for a version its number as text
 * @param parentId the internal id of a version's project
 */
public record RestoreTarget(ItemType type, String id, Optional<InternalId> parentId) {}
