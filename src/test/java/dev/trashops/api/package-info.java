/** The generated definitions of the custom resources, and what an API server makes of them. */
@NullMarked
package dev.trashops.api;

import org.jspecify.annotations.NullMarked;
