/**
 * Connects Kubernetes to the port of the loop: reads policies and claims from informers, writes projections into statuses,
 * and manages the finalizer, the children of rules, and the ConfigMaps with plans and deletion ledgers. Decides nothing about
 * Roboflow.
 *
 * <p>Every status is written by a JSON patch that replaces the whole status under the resourceVersion it was computed
 * from: a conflict is always noticed, on a real API server and on the mock alike, and no stale field survives.
 */
@NullMarked
package dev.trashops.controller;

import org.jspecify.annotations.NullMarked;
