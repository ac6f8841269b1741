/** The routes below {@code /_sandbox}: faults, the clock, what a person does in the web app, and what was called. */
@NullMarked
package dev.trashops.sandbox.control;

import org.jspecify.annotations.NullMarked;
