package dev.trashops.roboflow.json;

/** An answer that cannot be parsed. It has no message, so that no text from outside can leak through it. */
public final class MalformedResponse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedResponse() {
        super(null, null, false, false);
    }
}
