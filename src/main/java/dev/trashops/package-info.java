/** The Roboflow Trash Operator: makes the Trash of a Roboflow workspace declarative. */
@NullMarked
package dev.trashops;

import org.jspecify.annotations.NullMarked;
