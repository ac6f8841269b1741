/** What lies between the operator and Roboflow: proxies, and authorities that a company adds to the usual ones. */
@NullMarked
package dev.trashops.roboflow.network;

import org.jspecify.annotations.NullMarked;
