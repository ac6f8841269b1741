/** Seeded histories of one workspace with everything around it, and what holds in each. */
@NullMarked
package dev.trashops.workspace.simulation;

import org.jspecify.annotations.NullMarked;
