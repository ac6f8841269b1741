/** Measures what the operator costs, beside others that do the same. Run by {@code mvn -Pbench}. */
@NullMarked
package dev.trashops.bench;

import org.jspecify.annotations.NullMarked;
