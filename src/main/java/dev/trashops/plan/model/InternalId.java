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

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof InternalId that && value.equals(that.value));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }
}
