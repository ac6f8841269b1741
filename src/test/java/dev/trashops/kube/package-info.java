/** A real Kubernetes API server for tests. */
@NullMarked
package dev.trashops.kube;

import org.jspecify.annotations.NullMarked;
