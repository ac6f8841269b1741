/**
 * A stand-in Roboflow API server: in memory, with a clock that can be moved and faults that can be asked for.
 *
 * <p>{@link dev.trashops.sandbox.SandboxServer} starts it; everything else is driven over HTTP, the Roboflow routes as a
 * client would and the {@code /_sandbox} routes as a test or a curious person would. It uses nothing of the rest of the
 * product, so that the product can be tested against it. {@code README.md} in this folder describes its state, its control
 * routes and its options.
 *
 * <p>A request takes this way: {@link dev.trashops.sandbox.RequestHandler} (transport, faults), {@link
 * dev.trashops.sandbox.control.RunningSandbox} (control routes, the one lock), {@link
 * dev.trashops.sandbox.routes.RoboflowRoutes}. A {@link dev.trashops.sandbox.workspace.Workspace} is immutable: a change
 * makes a new one, which {@link dev.trashops.sandbox.workspace.WorkspaceStore} puts in place of the old.
 */
@NullMarked
package dev.trashops.sandbox;

import org.jspecify.annotations.NullMarked;
