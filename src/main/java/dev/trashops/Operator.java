package dev.trashops;

/** The main class. */
public final class Operator {
    private Operator() {}

    /** Starts the command line. */
    public static void main(String[] args) {
        System.exit(args.length);
    }
}
