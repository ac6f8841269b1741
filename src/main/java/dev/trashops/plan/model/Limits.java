package dev.trashops.plan.model;

import java.time.Duration;

/**
 * How much may be trashed.
 *
 * @param maxTrashed at most so many items, all types together, within the window
 * @param maxTrashedPercent at most so many percent of the active items of a type within the window, never less than 1
 * @param window how far back trashed items count
 * @param settle how long the set of Trashed claims must have stayed the same
 */
public record Limits(int maxTrashed, int maxTrashedPercent, Duration window, Duration settle) {}
