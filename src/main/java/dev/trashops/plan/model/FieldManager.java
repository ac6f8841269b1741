package dev.trashops.plan.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Who set a field of a resource, as Kubernetes tells in {@code managedFields}.
 *
 * @param name what the program that wrote it calls itself, such as {@code kubectl-edit}
 * @param at when that program last wrote the resource
 */
public record FieldManager(String name, Optional<Instant> at) {

    /** By whom, and when. */
    public String text() {
        return name + at.map(time -> " at " + time).orElse("");
    }
}
