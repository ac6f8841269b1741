/** Fakes of the ports of a loop, whose calls fail or crash as a seed says. */
@NullMarked
package dev.trashops.workspace.fake;

import org.jspecify.annotations.NullMarked;
