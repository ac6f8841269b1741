package dev.trashops.cli;

/** A program that runs until somebody ends it or it cannot go on. */
public interface RunningOperator extends AutoCloseable {

    /** Waits for the end. */
    End awaitEnd() throws InterruptedException;

    /** Ends it gracefully: what is under way is finished first. A second call does nothing. */
    @Override
    void close();

    /** How it ended. */
    sealed interface End {
        /** Somebody closed it. */
        record Closed() implements End {}

        /**
         * It cannot go on and wants to be started anew.
         *
         * @param why a sentence for a person
         */
        record Failed(String why) implements End {}
    }
}
