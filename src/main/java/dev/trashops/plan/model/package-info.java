/** What the planner, the loop and its ports have in common: immutable values without behaviour beyond reading them. */
@NullMarked
package dev.trashops.plan.model;

import org.jspecify.annotations.NullMarked;
