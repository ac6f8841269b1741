package dev.trashops.cli;

import java.util.function.Consumer;

/** Takes the operator's finalizers away, so that it can be uninstalled. */
@FunctionalInterface
public interface FinalizerReleaser {

    /**
     * Releases all items of a deployment, and returns when that is done.
     *
     * @param told is given a line for each item, and for what is waited for
     * @throws StartupException when it is not safe, or something that is needed cannot be had
     */
    void release(FinalizerReleaseConfig config, Consumer<String> told) throws StartupException;
}
