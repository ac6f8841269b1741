/** Roboflow's answers, read into values. */
@NullMarked
package dev.trashops.roboflow.json;

import org.jspecify.annotations.NullMarked;
