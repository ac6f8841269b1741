/** Tests of the audit log, metrics, health, events and logs. */
@NullMarked
package dev.trashops.observability;

import org.jspecify.annotations.NullMarked;
