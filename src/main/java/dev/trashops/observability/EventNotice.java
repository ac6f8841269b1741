package dev.trashops.observability;

/**
 * The content of a Kubernetes Event.
 *
 * @param level whether a person should look at it
 * @param reason in CamelCase, to filter by
 * @param action what the operator did or does about it, in CamelCase
 */
public record EventNotice(Level level, String reason, String action, String message) {

    public enum Level {
        NORMAL,
        WARNING
    }

    static EventNotice normal(String reason, String action, String message) {
        return new EventNotice(Level.NORMAL, reason, action, message);
    }

    static EventNotice warning(String reason, String action, String message) {
        return new EventNotice(Level.WARNING, reason, action, message);
    }
}
