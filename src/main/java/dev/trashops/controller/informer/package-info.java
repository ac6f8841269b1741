/** Look-ups in the informers, sharding between deployments, and staleness. */
@NullMarked
package dev.trashops.controller.informer;

import org.jspecify.annotations.NullMarked;
