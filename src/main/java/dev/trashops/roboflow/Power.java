package dev.trashops.roboflow;

/** What a process may do in Roboflow at all, decided at its start. */
public enum Power {
    /** Read. */
    OBSERVE,
    /** Read and restore. */
    RESTORE,
    /** Read, restore and trash. */
    ALL
}
