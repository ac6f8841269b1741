package dev.trashops.sandbox.workspace;

import java.time.Instant;

/** A workflow: its slug is its {@code url}, its id is told by the listing of active workflows too. */
public record Workflow(String slug, String name, String id, Instant created) {}
