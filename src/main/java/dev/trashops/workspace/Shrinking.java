package dev.trashops.workspace;

/** When an answer shows so much less than the one before that it has to be confirmed. */
final class Shrinking {
    private static final int MANY = 10;

    private Shrinking() {}

    /** Whether everything is gone, or more than half and more than ten. */
    static boolean isDoubtful(int before, int after) {
        int lost = before - after;
        return before > 0 && (after == 0 || (lost > MANY && lost * 2 > before));
    }
}
