package dev.trashops.sandbox.workspace;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A workspace at one moment. Immutable: each {@code with} and {@code without} gives another one. */
public record Workspace(
        String slug,
        String name,
        List<WorkspaceKey> keys,
        List<Project> projects,
        List<Workflow> workflows,
        List<TrashEntry> trash) {

    /** The active project of that slug. */
    public Optional<Project> project(String projectSlug) {
        return projects.stream()
                .filter(project -> project.slug().equals(projectSlug))
                .findFirst();
    }

    Optional<Project> projectById(String id) {
        return projects.stream().filter(project -> project.id().equals(id)).findFirst();
    }

    /** The active workflow of that slug. */
    public Optional<Workflow> workflow(String workflowSlug) {
        return workflows.stream()
                .filter(workflow -> workflow.slug().equals(workflowSlug))
                .findFirst();
    }

    /** The active projects, then those in Trash. */
    public Stream<Project> allProjects() {
        return Stream.concat(
                projects.stream(),
                trash.stream()
                        .flatMap(entry ->
                                entry instanceof TrashEntry.OfProject gone ? Stream.of(gone.project()) : Stream.of()));
    }

    /** This workspace with the project added, or put in place of the one of its id. */
    public Workspace with(Project project) {
        List<Project> changed = projectById(project.id()).isPresent()
                ? projects.stream()
                        .map(other -> other.id().equals(project.id()) ? project : other)
                        .toList()
                : append(projects, project);
        return new Workspace(slug, name, keys, changed, workflows, trash);
    }

    Workspace without(Project project) {
        return new Workspace(
                slug,
                name,
                keys,
                projects.stream()
                        .filter(other -> !other.id().equals(project.id()))
                        .toList(),
                workflows,
                trash);
    }

    public Workspace with(Workflow workflow) {
        return new Workspace(slug, name, keys, projects, append(without(workflow).workflows, workflow), trash);
    }

    Workspace without(Workflow workflow) {
        return new Workspace(
                slug,
                name,
                keys,
                projects,
                workflows.stream()
                        .filter(other -> !other.id().equals(workflow.id()))
                        .toList(),
                trash);
    }

    public Workspace with(TrashEntry entry) {
        return withTrash(append(trash, entry));
    }

    /** This workspace with nothing but those entries in its Trash. */
    public Workspace withTrash(List<TrashEntry> entries) {
        return new Workspace(slug, name, keys, projects, workflows, entries);
    }

    /** This workspace without the entries of its Trash that the test names. */
    Workspace withoutTrash(Predicate<TrashEntry> gone) {
        return withTrash(trash.stream().filter(gone.negate()).toList());
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
