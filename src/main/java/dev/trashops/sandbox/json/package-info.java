/** Reads JSON strictly, naming the field that is wrong, and writes it. */
@NullMarked
package dev.trashops.sandbox.json;

import org.jspecify.annotations.NullMarked;
