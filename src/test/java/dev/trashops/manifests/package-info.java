/** Tests of what is applied to a cluster to install the operator. */
@NullMarked
package dev.trashops.manifests;

import org.jspecify.annotations.NullMarked;
