/** The command line: what was asked for, checked and handed on. Nothing else reads the environment. */
@NullMarked
package dev.trashops.cli;

import org.jspecify.annotations.NullMarked;
