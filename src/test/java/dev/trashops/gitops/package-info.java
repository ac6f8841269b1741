/** Tests of what Argo CD, Flux and kubectl make of the resources' statuses, and of the files that tell them how. */
@NullMarked
package dev.trashops.gitops;

import org.jspecify.annotations.NullMarked;
