/** The built product as people run it: its own process, a real API server, the sandbox as Roboflow. */
@NullMarked
package dev.trashops.e2e;

import org.jspecify.annotations.NullMarked;
