/** Reconciles TrashedItems: hands changes to the loop and writes what the loop projects. */
@NullMarked
package dev.trashops.controller.item;

import org.jspecify.annotations.NullMarked;
