package dev.trashops.plan.observe;

import dev.trashops.plan.model.TrashListing;
import java.time.Instant;

/** A listing of the Trash that is believed. */
public final class TrashSnapshot {
    private final TrashListing listing;
    private final TrashIndex index;
    private final Instant begunAt;

    /**
     * Indexes a listing.
     *
     * @param listing what it says
     * @param begunAt when it was begun
     */
    public TrashSnapshot(TrashListing listing, Instant begunAt) {
        this.listing = listing;
        this.index = new TrashIndex(listing.entries());
        this.begunAt = begunAt;
    }

    /** What it says. */
    public TrashListing listing() {
        return listing;
    }

    /** Its entries by name. */
    public TrashIndex index() {
        return index;
    }

    /** When it was begun. */
    public Instant begunAt() {
        return begunAt;
    }
}
