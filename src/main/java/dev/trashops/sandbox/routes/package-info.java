/** The routes of Roboflow's REST API, and the options that vary how they answer. */
@NullMarked
package dev.trashops.sandbox.routes;

import org.jspecify.annotations.NullMarked;
