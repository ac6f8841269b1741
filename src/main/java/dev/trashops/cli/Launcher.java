package dev.trashops.cli;

/** Starts the operator. */
@FunctionalInterface
public interface Launcher {

    /**
     * Starts and returns once everything runs.
     *
     * @throws CannotStartException when something that is needed cannot be had
     */
    Running start(OperatorConfig config) throws CannotStartException;
}
