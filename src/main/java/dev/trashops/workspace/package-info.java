/** One loop per workspace, its single writer: read, plan, act. */
@NullMarked
package dev.trashops.workspace;

import org.jspecify.annotations.NullMarked;
