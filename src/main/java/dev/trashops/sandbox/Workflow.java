package dev.trashops.sandbox;

import java.time.Instant;

/** A workflow: its slug is its {@code url}, its id is told by the listing of active workflows too. */
record Workflow(String slug, String name, String id, Instant created) {}
