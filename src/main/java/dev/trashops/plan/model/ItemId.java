package dev.trashops.plan.model;

/**
 * What an item is, whatever it is called now.
 *
 * @param id its internal id; for a version that of its project
 * @param version the number of a version; 0 for everything else
 */
public record ItemId(ItemType type, InternalId id, int version) {}
