package dev.trashops.workspace.port;

/** A failed call to Roboflow. Carries no cause and no text from outside, so that no key can leak through it. */
public final class RoboflowException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient RoboflowFailure failure;

    public RoboflowException(RoboflowFailure failure) {
        super(failure.getClass().getSimpleName() + " at " + failure.described());
        this.failure = failure;
    }

    public RoboflowFailure failure() {
        return failure;
    }
}
