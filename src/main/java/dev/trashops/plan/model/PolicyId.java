package dev.trashops.plan.model;

/** Which RoboflowTrashPolicy: a TrashedItem names it inside its own namespace. */
public record PolicyId(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "/" + name;
    }
}
