/** The brain: from policies, claims, what was seen and what was done to a plan. Pure, depends on the JDK alone. */
@NullMarked
package dev.trashops.plan;

import org.jspecify.annotations.NullMarked;
