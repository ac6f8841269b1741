package dev.trashops.sandbox.http;

/** Ends the handling of a request with a ready error answer. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    public RefusalException(Reply reply) {
        super("refused with " + reply.status(), null, false, false);
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
