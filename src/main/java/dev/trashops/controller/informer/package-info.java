/** What the informers know, whose it is, and whether it is fresh. */
@NullMarked
package dev.trashops.controller.informer;

import org.jspecify.annotations.NullMarked;
