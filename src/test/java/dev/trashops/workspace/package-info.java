/** A small deterministic world on the loop's two ports, and what must hold in every history of it. */
@NullMarked
package dev.trashops.workspace;

import org.jspecify.annotations.NullMarked;
