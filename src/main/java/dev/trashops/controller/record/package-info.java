/** ConfigMaps: published plans and deletion ledgers. */
@NullMarked
package dev.trashops.controller.record;

import org.jspecify.annotations.NullMarked;
