/** What became of our own actions, and what others undid. */
@NullMarked
package dev.trashops.plan.history;

import org.jspecify.annotations.NullMarked;
