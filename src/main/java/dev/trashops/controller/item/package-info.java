/** Reconciles TrashedItems: hands what changed to the loop and writes what the loop says. */
@NullMarked
package dev.trashops.controller.item;

import org.jspecify.annotations.NullMarked;
