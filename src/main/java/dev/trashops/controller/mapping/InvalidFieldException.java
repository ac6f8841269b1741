package dev.trashops.controller.mapping;

/** A field that the schema would reject. Never leaves this package. */
final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    InvalidFieldException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** Says what to write. */
    String sentence() {
        return sentence;
    }
}
