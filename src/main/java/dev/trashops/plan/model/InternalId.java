package dev.trashops.plan.model;

/**
 * What Roboflow calls a project or workflow by inside, whatever its slug is now. A version has none: where one is asked for,
 * it is that of its project.
 */
public record InternalId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
