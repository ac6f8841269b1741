/**
 * What the planner, the loop and its ports have in common: immutable values without behaviour beyond reading them.
 *
 * <p>Records that are keys of large maps compare their components by hand: what the compiler makes of them costs a third of a pass as
 * long as only C1 has seen it, as in the image.
 */
@NullMarked
package dev.trashops.plan.model;

import org.jspecify.annotations.NullMarked;
