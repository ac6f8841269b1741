package dev.trashops.observability;

import java.util.Optional;

/** One check of a probe. Runs on the threads of the health server; must be quick. */
@FunctionalInterface
public interface HealthCheck {

    /** What is wrong, in a short phrase without secrets; empty if nothing is. */
    Optional<String> problem();
}
