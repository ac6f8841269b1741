/** Kubernetes API servers for tests: a real one, and one in memory. */
@NullMarked
package dev.trashops.kube;

import org.jspecify.annotations.NullMarked;
