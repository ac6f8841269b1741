/** Tests of the operator as a whole. */
@NullMarked
package dev.trashops;

import org.jspecify.annotations.NullMarked;
