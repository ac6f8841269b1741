/** Resources as people write them, and with statuses as the operator writes them. */
@NullMarked
package dev.trashops.controller.testdata;

import org.jspecify.annotations.NullMarked;
