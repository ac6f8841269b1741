/** Of everything to be trashed, what may go now: approval, budget, settling. */
@NullMarked
package dev.trashops.plan.release;

import org.jspecify.annotations.NullMarked;
