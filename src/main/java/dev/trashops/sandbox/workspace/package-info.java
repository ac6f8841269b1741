/** Workspaces and what is in them, and the seed format that they are loaded from and saved in. */
@NullMarked
package dev.trashops.sandbox.workspace;

import org.jspecify.annotations.NullMarked;
