package dev.trashops.sandbox;

/** JSON handed to the sandbox that it cannot use. The message names the field and says what to write. */
final class BadInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BadInputException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** The 400 that tells it. */
    Reply reply() {
        return Errors.text(400, problem);
    }
}
