/** Tests of the command line. */
@NullMarked
package dev.trashops.cli;

import org.jspecify.annotations.NullMarked;
