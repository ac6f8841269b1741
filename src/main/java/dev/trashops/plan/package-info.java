/** The planner: turns policies, claims, observations and past actions into a plan. Pure; needs nothing but the JDK. */
@NullMarked
package dev.trashops.plan;

import org.jspecify.annotations.NullMarked;
