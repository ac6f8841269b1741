package dev.trashops.observability;

/**
 * Something worth an Event.
 *
 * @param level whether a person should look
 * @param reason one CamelCase word, as users filter by
 * @param action what the operator did or does about it, one CamelCase word
 * @param message a sentence
 */
public record EventNotice(Level level, String reason, String action, String message) {

    /** The two types of Events. */
    public enum Level {
        NORMAL,
        WARNING
    }

    /** Good to know. */
    static EventNotice normal(String reason, String action, String message) {
        return new EventNotice(Level.NORMAL, reason, action, message);
    }

    /** Worth a look. */
    static EventNotice warning(String reason, String action, String message) {
        return new EventNotice(Level.WARNING, reason, action, message);
    }
}
