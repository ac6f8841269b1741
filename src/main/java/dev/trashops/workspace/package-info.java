/** One loop per workspace, its single writer: observe, plan, act. */
@NullMarked
package dev.trashops.workspace;

import org.jspecify.annotations.NullMarked;
