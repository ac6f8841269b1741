package dev.trashops.roboflow.json;

/** An answer that cannot be parsed. It has no message, so that no text from outside can leak through it. */
public final class MalformedResponse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean large;

    public MalformedResponse() {
        this(false);
    }

    private MalformedResponse(boolean large) {
        super(null, null, false, false);
        this.large = large;
    }

    /** For one that is not read to its end. */
    public static MalformedResponse tooLarge() {
        return new MalformedResponse(true);
    }

    public boolean isTooLarge() {
        return large;
    }
}
