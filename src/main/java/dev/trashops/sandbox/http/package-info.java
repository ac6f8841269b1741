/** Requests as they arrive, and the answers to them. */
@NullMarked
package dev.trashops.sandbox.http;

import org.jspecify.annotations.NullMarked;
