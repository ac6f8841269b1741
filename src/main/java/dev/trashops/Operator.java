package dev.trashops;

import dev.trashops.cli.Cli;

/** The main class. */
public final class Operator {
    private Operator() {}

    /** Starts the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(
                Cli.ofProcess(OperatorRuntime::start, FinalizerReleaseJob::run).execute(args));
    }
}
