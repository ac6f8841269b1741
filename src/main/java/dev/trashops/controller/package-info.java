/**
 * Kubernetes on one side, the loop's port on the other: feeds policies and claims from informers, writes what the loop
 * says into statuses, keeps the finalizer, the items of rules, and the ConfigMaps with plans and deletion books. Decides
 * nothing about Roboflow.
 *
 * <p>Every status is written by a JSON patch that replaces the whole status under the resourceVersion it was computed
 * from: a conflict is always noticed, on a real API server and on the mock alike, and nobody's field survives by accident.
 */
@NullMarked
package dev.trashops.controller;

import org.jspecify.annotations.NullMarked;
