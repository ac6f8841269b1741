package dev.trashops.plan.model;

/** Which RoboflowTrashPolicy: a TrashedItem names it inside its own namespace. */
public record PolicyId(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PolicyId that && name.equals(that.name) && namespace.equals(that.namespace));
    }

    @Override
    public int hashCode() {
        return 31 * namespace.hashCode() + name.hashCode();
    }
}
