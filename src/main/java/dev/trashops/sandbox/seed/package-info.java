/** The format that workspaces are loaded from and saved in. */
@NullMarked
package dev.trashops.sandbox.seed;

import org.jspecify.annotations.NullMarked;
