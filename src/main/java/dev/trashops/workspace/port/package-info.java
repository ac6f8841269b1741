/** The ports of the loop: the Roboflow API, Kubernetes, and listeners. */
@NullMarked
package dev.trashops.workspace.port;

import org.jspecify.annotations.NullMarked;
