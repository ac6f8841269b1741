package dev.trashops.sandbox.workspace;

/** An entry of the Trash that can't be restored as things are. The message says what is in its way. */
public final class TrashConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    TrashConflictException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is in its way. */
    public String problem() {
        return problem;
    }
}
