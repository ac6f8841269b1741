package dev.trashops.observability;

import java.util.Optional;

/** One thing that has to be in order for a probe to succeed. Asked from the threads of the health server; quick. */
@FunctionalInterface
public interface HealthCheck {

    /** What is wrong, in a short sentence without secrets; nothing when all is well. */
    Optional<String> problem();
}
