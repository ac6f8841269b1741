package dev.trashops.observability;

import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Notifies several listeners in order: the one whose exception must stop an action comes first. */
public final class CompositeLoopListener implements LoopListener {
    private final List<LoopListener> listeners;

    public CompositeLoopListener(LoopListener... listeners) {
        this.listeners = List.of(listeners);
    }

    @Override
    public void begins(Mutation mutation) {
        listeners.forEach(listener -> listener.begins(mutation));
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        listeners.forEach(listener -> listener.ended(mutation, outcome, message, at));
    }

    @Override
    public void contradicted(Mutation mutation, List<Contradiction> contradictions, Instant at) {
        listeners.forEach(listener -> listener.contradicted(mutation, contradictions, at));
    }

    @Override
    public void listed(WorkspaceId workspace, int entries, Instant at) {
        listeners.forEach(listener -> listener.listed(workspace, entries, at));
    }

    @Override
    public void planned(WorkspaceId workspace, Duration took) {
        listeners.forEach(listener -> listener.planned(workspace, took));
    }

    @Override
    public void passed(WorkspaceId workspace, Duration took, Instant at) {
        listeners.forEach(listener -> listener.passed(workspace, took, at));
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        listeners.forEach(listener -> listener.clockSet(workspace, by));
    }

    @Override
    public void published(WorkspaceProjection projection) {
        listeners.forEach(listener -> listener.published(projection));
    }
}
