package dev.trashops.cli;

/** Starts the operator. */
@FunctionalInterface
public interface OperatorLauncher {

    /**
     * Starts and returns once everything runs.
     *
     * @throws StartupException when something that is needed cannot be had
     */
    RunningOperator start(OperatorConfig config) throws StartupException;
}
