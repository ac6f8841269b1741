package dev.trashops.sandbox.json;

/** JSON handed to the sandbox that it cannot use. The message names the field and says what to write. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    public InvalidInputException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What to say to whoever wrote it. */
    public String problem() {
        return problem;
    }
}
