/**
 * The two custom resources of {@code trashops.dev/v1alpha1}: what people write and read. Records without behaviour; the
 * descriptions of the fields are the text of {@code kubectl explain}, and the rules beside them are what the API server
 * enforces. A field that may be absent is {@code @Nullable}; defaults are filled in by the API server.
 */
@NullMarked
package dev.trashops.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
