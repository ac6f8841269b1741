/** Input of the planner: builders of one value each, edits of a whole input, and random workspaces by seed. */
@NullMarked
package dev.trashops.plan.testdata;

import org.jspecify.annotations.NullMarked;
