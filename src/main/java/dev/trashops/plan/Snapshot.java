package dev.trashops.plan;

import dev.trashops.plan.model.TrashListing;
import java.time.Instant;

/**
 * A listing of the Trash that is believed.
 *
 * @param listing what it says
 * @param begunAt when it was begun
 */
public record Snapshot(TrashListing listing, Instant begunAt) {}
