package dev.trashops.sandbox.workspace;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The workspaces as they are now, and as lagging reads still see them. Not thread-safe: its owner holds a lock. */
public final class WorkspaceStore {
    private final Map<String, Workspace> workspaces = new LinkedHashMap<>();
    private final Map<String, Past> pasts = new HashMap<>();
    private long revision;

    /** A workspace before its newest changes, and how often each path may still be answered from it. */
    record Past(Workspace workspace, int reads, Map<String, Integer> readsByPath) {}

    /** Everything at one moment, so that it can be gone back to. */
    public record Snapshot(Map<String, Workspace> workspaces, Map<String, Past> pasts, long revision) {}

    public Snapshot snapshot() {
        return new Snapshot(new LinkedHashMap<>(workspaces), new HashMap<>(pasts), revision);
    }

    public void goBackTo(Snapshot moment) {
        workspaces.clear();
        workspaces.putAll(moment.workspaces);
        pasts.clear();
        pasts.putAll(moment.pasts);
        revision = moment.revision;
    }

    /** Grows with every change. */
    public long revision() {
        return revision;
    }

    public void replaceAll(List<Workspace> fresh) {
        workspaces.clear();
        pasts.clear();
        fresh.forEach(workspace -> workspaces.put(workspace.slug(), workspace));
    }

    public Collection<Workspace> all() {
        return workspaces.values();
    }

    public Optional<Workspace> find(String slug) {
        return Optional.ofNullable(workspaces.get(slug));
    }

    /** Puts the workspace in place of the one of its slug; the next {@code lag} reads of each path may miss it. */
    public void update(Workspace changed, int lag) {
        revision++;
        Workspace before = workspaces.put(changed.slug(), changed);
        if (before != null && lag > 0) {
            Past past = pasts.get(changed.slug());
            pasts.put(changed.slug(), new Past(past == null ? before : past.workspace, lag, new HashMap<>()));
        }
    }

    /** The workspace as a read of that path sees it. */
    public Workspace seenBy(String path, Workspace current) {
        Past past = pasts.get(current.slug());
        if (past == null) {
            return current;
        }
        return past.readsByPath.merge(path, 1, Integer::sum) <= past.reads ? past.workspace : current;
    }

    /** Destroys what is due at that moment; says how many entries went. */
    public int cleanUp(Instant at, int lag) {
        int gone = 0;
        for (Workspace workspace : List.copyOf(workspaces.values())) {
            Workspace left = workspace.cleanUp(at);
            if (left.trash().size() < workspace.trash().size()) {
                gone += workspace.trash().size() - left.trash().size();
                update(left, lag);
            }
        }
        return gone;
    }
}
