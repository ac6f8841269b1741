package dev.trashops.controller.election;

/** What a process does with its turn to act. Calls are short: they run between two renewals of the Lease. */
public interface LeadershipListener {

    /** The turn begins: loops may start. Without election this is called once, when the controllers have started. */
    void started();

    /**
     * The turn was lost: the Lease could not be renewed. From now on nothing is written, and this process never gets
     * another turn, so it has to end. Not called when the controllers are stopped.
     */
    void lost();
}
