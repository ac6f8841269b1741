/** What to write down about a claim. */
@NullMarked
package dev.trashops.plan.projection;

import org.jspecify.annotations.NullMarked;
