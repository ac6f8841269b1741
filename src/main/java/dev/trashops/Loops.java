package dev.trashops;

import java.time.Duration;

/** The loops of all workspaces, as one thing to start, wake and end. */
interface Loops extends AutoCloseable {

    /** It is this process's turn to act. */
    void start();

    /** There is news of a workspace. Returns at once. */
    void wake(String workspace);

    /** How far the slowest loop is behind its due time; zero when none is. */
    Duration lateness();

    /** Lets the call that is under way finish, and begins no other one. */
    @Override
    void close();
}
