/** What the loop needs of the outside: the Roboflow API, the store of claims, and somebody to tell. */
@NullMarked
package dev.trashops.workspace.port;

import org.jspecify.annotations.NullMarked;
