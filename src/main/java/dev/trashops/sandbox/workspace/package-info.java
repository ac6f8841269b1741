/** Workspaces, what is in them, and the rules of their Trash. */
@NullMarked
package dev.trashops.sandbox.workspace;

import org.jspecify.annotations.NullMarked;
