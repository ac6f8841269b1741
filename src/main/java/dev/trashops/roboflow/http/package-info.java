/** One call to Roboflow: key, budget, route, transport. */
@NullMarked
package dev.trashops.roboflow.http;

import org.jspecify.annotations.NullMarked;
