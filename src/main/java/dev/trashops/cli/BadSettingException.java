package dev.trashops.cli;

/** A value that cannot be used. The message is one sentence that names the setting and says what to write. */
final class BadSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadSettingException(String message) {
        super(message);
    }
}
