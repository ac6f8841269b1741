package dev.trashops;

import dev.trashops.cli.Cli;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.RunningOperator;
import dev.trashops.cli.StartupException;

/** The main class. */
public final class Operator {
    private Operator() {}

    /** Starts the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(Cli.ofProcess(Operator::start, FinalizerReleaseJob::run).execute(args));
    }

    /**
     * Starts the operator in this process.
     *
     * @throws StartupException if it cannot start; the message says why
     */
    public static RunningOperator start(OperatorConfig config) throws StartupException {
        return OperatorRuntime.start(config);
    }
}
