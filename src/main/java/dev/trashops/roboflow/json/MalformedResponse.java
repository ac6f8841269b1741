package dev.trashops.roboflow.json;

/** An answer that can't be understood. Has no text, so that nothing from outside is in it. */
public final class MalformedResponse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedResponse() {
        super(null, null, false, false);
    }
}
