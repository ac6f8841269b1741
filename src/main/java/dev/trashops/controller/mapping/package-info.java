/** Resources to values and back, validated as the schema would. */
@NullMarked
package dev.trashops.controller.mapping;

import org.jspecify.annotations.NullMarked;
