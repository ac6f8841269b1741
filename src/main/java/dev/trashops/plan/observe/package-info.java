/** Where each item is, as far as reads prove it, and which reads are missing. */
@NullMarked
package dev.trashops.plan.observe;

import org.jspecify.annotations.NullMarked;
