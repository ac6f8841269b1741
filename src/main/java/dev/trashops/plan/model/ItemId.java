package dev.trashops.plan.model;

/**
 * What an item is, whatever it is called now.
 *
 * @param id its internal id; for a version that of its project
 * @param version the number of a version; 0 for everything else
 */
public record ItemId(ItemType type, InternalId id, int version) {
    /** That of an item of that type and number, of which only a version's number tells it from others. */
    public static ItemId of(ItemKey item, InternalId id) {
        return new ItemId(item.type(), id, item.type() == ItemType.VERSION ? item.version() : 0);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ItemId that && type == that.type && version == that.version && id.equals(that.id));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * id.hashCode() + version) + type.hashCode();
    }
}
