package dev.trashops.controller.election;

/** Is notified of leadership. Calls must be short: they run between two renewals of the Lease. */
public interface LeadershipListener {

    /** This process is the leader. Without leader election called once, when the controllers have started. */
    void started();

    /**
     * Lost leadership: the Lease could not be renewed. From now on nothing is written, and this process never becomes the
     * leader again, so it has to exit. Not called when the controllers are stopped.
     */
    void lost();
}
