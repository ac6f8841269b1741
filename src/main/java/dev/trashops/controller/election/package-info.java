/** The Lease: which replica is the leader. */
@NullMarked
package dev.trashops.controller.election;

import org.jspecify.annotations.NullMarked;
