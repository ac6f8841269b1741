package dev.trashops.workspace.fake;

import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Remembers what the loop told. */
public class FakeLoopListener implements LoopListener {
    public final List<Mutation> begun = new ArrayList<>();
    public final List<Duration> clockSteps = new ArrayList<>();
    public int plans;

    @Override
    public void begins(Mutation mutation) {
        begun.add(mutation);
    }

    @Override
    public void planned(WorkspaceId workspace, Duration took) {
        plans++;
    }

    @Override
    public void clockSet(WorkspaceId workspace, Duration by) {
        clockSteps.add(by);
    }
}
