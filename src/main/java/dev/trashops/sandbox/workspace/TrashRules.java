package dev.trashops.sandbox.workspace;

import java.time.Instant;
import java.util.Optional;

/** What moving to Trash, restoring and cleaning up do to a workspace. Functions of their arguments only. */
public final class TrashRules {
    private TrashRules() {}

    /** A project leaves with its versions; what of them was being trained is cancelled. */
    public static Workspace trash(
            Workspace workspace, Project project, boolean deleteImages, TrashEntry.Trashing trashing) {
        Project stopped = project.withTrainingsCancelled(trashing.at());
        return workspace.without(project).with(new TrashEntry.OfProject(stopped, deleteImages, trashing));
    }

    public static Workspace trash(Workspace workspace, Project project, Version version, TrashEntry.Trashing trashing) {
        Version stopped = version.withTrainingsCancelled(trashing.at());
        return workspace.with(project.without(version)).with(new TrashEntry.OfVersion(project.id(), stopped, trashing));
    }

    public static Workspace trash(Workspace workspace, Workflow workflow, TrashEntry.Trashing trashing) {
        return workspace.without(workflow).with(new TrashEntry.OfWorkflow(workflow, trashing));
    }

    public static Workspace trash(
            Workspace workspace, Project project, Version version, TrainingJob training, TrashEntry.Trashing trashing) {
        return workspace
                .with(project.with(version.without(training)))
                .with(new TrashEntry.OfTraining(project.id(), version.number(), training, trashing));
    }

    /**
     * The workspace with the entry active again, at the place it had.
     *
     * @throws TrashConflictException while its parent is in Trash, or while an active item has its slug
     */
    public static Workspace restore(Workspace workspace, TrashEntry entry) {
        Workspace rest = workspace.withoutTrash(entry::equals);
        if (entry instanceof TrashEntry.OfProject gone) {
            refuseNamesake("project", workspace.project(gone.project().slug()).map(Project::slug));
            return rest.with(gone.project());
        }
        if (entry instanceof TrashEntry.OfWorkflow gone) {
            refuseNamesake(
                    "workflow", workspace.workflow(gone.workflow().slug()).map(Workflow::slug));
            return rest.with(gone.workflow());
        }
        Project parent = workspace
                .projectById(entry.parentId().orElseThrow())
                .orElseThrow(() -> new TrashConflictException(
                        "The project of this " + entry.type() + " is in Trash: restore it first"));
        if (entry instanceof TrashEntry.OfVersion gone) {
            return rest.with(parent.with(gone.version()));
        }
        TrashEntry.OfTraining gone = (TrashEntry.OfTraining) entry;
        Version version = parent.version(gone.number())
                .orElseThrow(
                        () -> new TrashConflictException("The version of this training is in Trash: restore it first"));
        return rest.with(parent.with(version.with(gone.training())));
    }

    /** The workspace with the entry destroyed, and with it whatever in Trash belonged to it. */
    public static Workspace purge(Workspace workspace, TrashEntry entry) {
        return workspace.withoutTrash(other -> other.equals(entry) || belongsTo(other, entry));
    }

    /** The workspace after a cleanup run at that moment: entries whose date has come are destroyed, none before. */
    static Workspace cleanUp(Workspace workspace, Instant at) {
        Workspace left = workspace;
        for (TrashEntry entry : workspace.trash()) {
            if (!entry.trashing().cleanupAt().isAfter(at)) {
                left = purge(left, entry);
            }
        }
        return left;
    }

    private static boolean belongsTo(TrashEntry child, TrashEntry parent) {
        if (parent instanceof TrashEntry.OfProject project) {
            return child.parentId().equals(Optional.of(project.id()));
        }
        return parent instanceof TrashEntry.OfVersion version
                && child instanceof TrashEntry.OfTraining training
                && training.projectId().equals(version.projectId())
                && training.number() == version.version().number();
    }

    private static void refuseNamesake(String type, Optional<String> slug) {
        slug.ifPresent(taken -> {
            throw new TrashConflictException("An active " + type + " has the url '" + taken + "' already");
        });
    }
}
