package dev.trashops.cli;

/** A value that cannot be used. The message is one sentence that names the setting and says what to write. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
