package dev.trashops;

import dev.trashops.cli.CannotStartException;
import dev.trashops.cli.Cli;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.cli.Running;

/** The main class. */
public final class Operator {
    private Operator() {}

    /** Starts the command line and exits with its code. */
    public static void main(String[] args) {
        System.exit(Cli.ofProcess(Operator::start, Release::run).execute(args));
    }

    /**
     * Starts the operator in this process.
     *
     * @throws CannotStartException when something that it needs cannot be had; the message says what
     */
    public static Running start(OperatorConfig config) throws CannotStartException {
        return RunningOperator.start(config);
    }
}
