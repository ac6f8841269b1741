package dev.trashops.cli;

import java.util.Optional;

/** An operator that runs until somebody closes it or it cannot go on. */
public interface RunningOperator extends AutoCloseable {

    /** Waits for the end; if the operator could not go on, says why in a sentence for a person. */
    Optional<String> awaitEnd() throws InterruptedException;

    /** Ends it gracefully: what is under way is finished first. A second call does nothing. */
    @Override
    void close();
}
