/** The main features in one process: what {@code mvn -q -Pdemo} runs. */
@NullMarked
package dev.trashops.demo;

import org.jspecify.annotations.NullMarked;
