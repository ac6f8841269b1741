package dev.trashops.cli;

/** Something could not be started, or cannot go on. The message is a sentence for a person. */
public final class StartupException extends Exception {
    private static final long serialVersionUID = 1L;

    public StartupException(String message) {
        super(message);
    }
}
