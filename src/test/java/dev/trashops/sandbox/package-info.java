/** The sandbox, driven over the wire as anybody would drive it. */
@NullMarked
package dev.trashops.sandbox;

import org.jspecify.annotations.NullMarked;
