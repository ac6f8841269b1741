package dev.trashops.roboflow;

/** An answer that can't be understood. Has no text, so that nothing from outside is in it. */
final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable() {
        super(null, null, false, false);
    }
}
