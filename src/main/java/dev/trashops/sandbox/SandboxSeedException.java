package dev.trashops.sandbox;

/** A seed that cannot be used. The message names the field and says what to write there; it holds no API key. */
public final class SandboxSeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SandboxSeedException(String message, Throwable cause) {
        super(message, cause);
    }
}
