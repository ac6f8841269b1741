/** Workspaces with their active items and their Trash, and the rules by which items move between the two. */
@NullMarked
package dev.trashops.sandbox.workspace;

import org.jspecify.annotations.NullMarked;
