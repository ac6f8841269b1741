/**
 * The two custom resources of {@code trashops.dev/v1alpha1}. Records without behaviour; field descriptions are the text
 * of {@code kubectl explain}, and the rules beside them are enforced by the API server. A field that may be absent is {@code @Nullable}; defaults are filled in by the API server.
 */
@NullMarked
package dev.trashops.api.v1alpha1;

import org.jspecify.annotations.NullMarked;
