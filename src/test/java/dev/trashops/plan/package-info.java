/** Tests of the planner through its public door: a workspace is described, a plan comes out. */
@NullMarked
package dev.trashops.plan;

import org.jspecify.annotations.NullMarked;
