package dev.trashops.e2e;

/** The longest tests do less by default; {@code mvn verify -Dlong=true} runs them in full. */
final class LongRun {
    private LongRun() {}

    static int size(int full, int usual) {
        return Boolean.getBoolean("long") ? full : usual;
    }
}
