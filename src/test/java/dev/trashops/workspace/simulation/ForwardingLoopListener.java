package dev.trashops.workspace.simulation;

import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;

/** Lets another listener hear everything. */
class ForwardingLoopListener implements LoopListener {
    private final LoopListener listener;

    ForwardingLoopListener(LoopListener listener) {
        this.listener = listener;
    }

    @Override
    public void begins(Mutation mutation) {
        listener.begins(mutation);
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        listener.ended(mutation, outcome, message, at);
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        listener.clockSet(workspace, by);
    }

    @Override
    public void listed(WorkspaceId workspace, int entries, Instant at) {
        listener.listed(workspace, entries, at);
    }

    @Override
    public void published(WorkspaceProjection projection) {
        listener.published(projection);
    }

    @Override
    public void planned(WorkspaceId workspace, Duration took) {
        listener.planned(workspace, took);
    }

    @Override
    public void passed(WorkspaceId workspace, Duration took, Instant at) {
        listener.passed(workspace, took, at);
    }
}
