/** The only writer of each resource, and the newest projections. */
@NullMarked
package dev.trashops.controller.write;

import org.jspecify.annotations.NullMarked;
