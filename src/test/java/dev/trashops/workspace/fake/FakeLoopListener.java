package dev.trashops.workspace.fake;

import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RoboflowFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the loop told. */
public class FakeLoopListener implements LoopListener {
    public final List<Mutation> begun = new ArrayList<>();
    public final List<Duration> clockSteps = new ArrayList<>();
    final List<RoboflowFailure> failures = new ArrayList<>();

    @Override
    public void begins(Mutation mutation) {
        begun.add(mutation);
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        clockSteps.add(by);
    }

    @Override
    public void failed(WorkspaceId workspace, RoboflowFailure failure, Instant at) {
        failures.add(failure);
    }
}
