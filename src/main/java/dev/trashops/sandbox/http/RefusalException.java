package dev.trashops.sandbox.http;

/** Ends the handling of a request with an error answer. Its message holds no API key. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;

    /** Refuses with {@code {"error": problem}}; for input the problem names the field and says what to write. */
    public RefusalException(int status, String problem) {
        super(problem);
        this.reply = Reply.error(status, problem);
    }

    public RefusalException(Reply reply) {
        super("refused with " + reply.status());
        this.reply = reply;
    }

    public Reply reply() {
        return reply;
    }
}
