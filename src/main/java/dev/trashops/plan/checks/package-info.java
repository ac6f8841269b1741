/** The table of desired against observed state, and the chains of objections to an action. */
@NullMarked
package dev.trashops.plan.checks;

import org.jspecify.annotations.NullMarked;
