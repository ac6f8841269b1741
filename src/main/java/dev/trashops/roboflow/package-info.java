/**
 * The Roboflow REST API as Roboflow documents it: routes, answers, failures, credentials and the request budget.
 *
 * <p>The API key is known to two classes only: {@link dev.trashops.roboflow.http.ApiClients} keeps it, {@link
 * dev.trashops.roboflow.http.AuthenticatingClient} sends it. Feign sees neither the key nor an answer that repeats it.
 */
@NullMarked
package dev.trashops.roboflow;

import org.jspecify.annotations.NullMarked;
