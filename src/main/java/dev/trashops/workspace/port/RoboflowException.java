package dev.trashops.workspace.port;

/** A call to Roboflow failed. Carries no cause and no text from outside, so that no key can leak through it. */
public final class RoboflowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RoboflowFailure failure;

    /** For that failure. */
    public RoboflowException(RoboflowFailure failure) {
        super(failure.getClass().getSimpleName() + " at " + failure.route());
        this.failure = failure;
    }

    /** What went wrong. */
    public RoboflowFailure failure() {
        return failure;
    }
}
