package dev.trashops.workspace;

import dev.trashops.plan.model.LastAction;
import dev.trashops.workspace.port.Failure;
import dev.trashops.workspace.port.LoopListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the loop told. */
class SimListener implements LoopListener {
    final List<Mutation> begun = new ArrayList<>();
    final List<Failure> failures = new ArrayList<>();

    @Override
    public void begins(Mutation mutation) {
        begun.add(mutation);
    }

    @Override
    public void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {}

    @Override
    public void listed(String workspace, int entries, Instant at) {}

    @Override
    public void passed(String workspace, Duration took, Instant at) {}

    @Override
    public void failed(String workspace, Failure failure, Instant at) {
        failures.add(failure);
    }
}
