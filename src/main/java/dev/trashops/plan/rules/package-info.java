/** Which items rules match, keep, protect, or no longer need. */
@NullMarked
package dev.trashops.plan.rules;

import org.jspecify.annotations.NullMarked;
