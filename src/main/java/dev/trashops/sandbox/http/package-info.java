/** Requests as they arrive, the answers to them, and the JSON of both: read strictly, naming the field that is wrong. */
@NullMarked
package dev.trashops.sandbox.http;

import org.jspecify.annotations.NullMarked;
