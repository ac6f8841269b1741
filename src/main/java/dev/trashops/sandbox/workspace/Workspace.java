package dev.trashops.sandbox.workspace;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS;
import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.TrainingJob;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Item.Workflow;
import dev.trashops.sandbox.workspace.TrashEntry.Trashing;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A workspace at one moment. Immutable: each change of it gives another one. */
public record Workspace(
        String slug,
        String name,
        List<Key> keys,
        List<Project> projects,
        List<Workflow> workflows,
        @JsonUnwrapped Trashless trashless,
        List<TrashEntry> trash) {
    /**
     * An API key.
     *
     * @param key the secret itself
     * @param name for people
     * @param scopes what it may do; empty means everything, a present empty list means nothing
     * @param disabled a disabled key is answered like an unknown one
     * @param guarded it is protected: it can't be disabled, rolled or revoked through the API
     * @param projects the internal ids of the projects in the folders that it is limited to; empty means all
     */
    public record Key(
            String key,
            Optional<String> name,
            @JsonInclude(ALWAYS) Optional<List<String>> scopes,
            boolean disabled,

            @JsonProperty("protected") @JsonInclude(NON_DEFAULT)
            boolean guarded,

            Optional<List<String>> projects) {
        public boolean allows(String scope) {
            return scopes.isEmpty() || scopes.get().contains(scope);
        }

        /** What names it where the secret must not be shown. */
        public String id() {
            return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
        }

        @Override
        public String toString() {
            return "ApiKey[scopes=" + scopes + ", disabled=" + disabled + "]";
        }
    }

    /** The key of that secret, unless it is disabled. */
    public Optional<Key> key(String secret) {
        return keys.stream()
                .filter(key -> key.key().equals(secret) && !key.disabled())
                .findFirst();
    }

    /**
     * What a key of this workspace sees of it: one that is limited to folders sees their projects and what belongs to these,
     * and no workflows.
     */
    public Workspace seenBy(Key key) {
        return key.projects()
                .map(ids -> new Workspace(
                        slug,
                        name,
                        keys,
                        without(projects, project -> !ids.contains(project.id())),
                        List.of(),
                        trashless.ofProjects(ids),
                        without(
                                trash,
                                entry -> !ids.contains(
                                        entry.parentId().orElse(entry.item().id())))))
                .orElse(this);
    }

    /** The active project of that slug. */
    public Optional<Project> project(String projectSlug) {
        return projects.stream()
                .filter(project -> project.slug().equals(projectSlug))
                .findFirst();
    }

    /** The active workflow of that slug. */
    public Optional<Workflow> workflow(String workflowSlug) {
        return workflows.stream()
                .filter(workflow -> workflow.slug().equals(workflowSlug))
                .findFirst();
    }

    /** The active workflow of that internal id. */
    public Optional<Workflow> workflowById(String id) {
        return workflows.stream().filter(workflow -> workflow.id().equals(id)).findFirst();
    }

    /** The active projects, then those in Trash. */
    public Stream<Project> allProjects() {
        return Stream.concat(projects.stream(), trashed(Project.class).map(entry -> (Project) entry.item()));
    }

    /** The project of that internal id, active or in Trash. */
    public Optional<Project> projectById(String id) {
        return allProjects().filter(project -> project.id().equals(id)).findFirst();
    }

    /** The highest number that a version of the project has, active or in Trash; 0 without one. */
    public int newestNumber(Project project) {
        Stream<Version> trashedVersions = trashed(Version.class)
                .filter(entry -> entry.parentId().equals(Optional.of(project.id())))
                .map(entry -> (Version) entry.item());
        return Stream.concat(project.versions().stream(), trashedVersions)
                .mapToInt(Version::number)
                .max()
                .orElse(0);
    }

    /** The entries of the Trash whose items are of that type. */
    public Stream<TrashEntry> trashed(Class<? extends Item> type) {
        return trash.stream().filter(entry -> type.isInstance(entry.item()));
    }

    /** Refuses with 409 if an active project or workflow, as the type says, has that slug. */
    public void checkFree(String type, String taken) {
        if (type.equals("project")
                ? project(taken).isPresent()
                : workflow(taken).isPresent()) {
            throw new RefusalException(409, "An active " + type + " has the url '" + taken + "' already");
        }
    }

    /** This workspace with the project added, or put in place of the one of its id. */
    public Workspace with(Project project) {
        return new Workspace(slug, name, keys, put(projects, project), workflows, trashless, trash);
    }

    /** This workspace with the workflow added, or put in place of the one of its id. */
    public Workspace with(Workflow workflow) {
        return new Workspace(slug, name, keys, projects, put(workflows, workflow), trashless, trash);
    }

    /** This workspace with those things without a Trash. */
    public Workspace with(Trashless changed) {
        return new Workspace(slug, name, keys, projects, workflows, changed, trash);
    }

    public Workspace withKeys(List<Key> changed) {
        return new Workspace(slug, name, changed, projects, workflows, trashless, trash);
    }

    /** Moves a project to Trash with its versions; what of them was being trained is cancelled. */
    public Workspace trash(Project project, boolean deleteImages, Trashing trashing) {
        Project stopped = project.withVersions(
                project.versions().stream().map(version -> version.withTrainingsCancelled(trashing.deletedAt())));
        List<Project> left = without(projects, project::equals);
        return new Workspace(slug, name, keys, left, workflows, trashless, trash)
                .with(TrashEntry.ofWhole(stopped, deleteImages, trashing));
    }

    public Workspace trash(Project project, Version version, Trashing trashing) {
        Version stopped = version.withTrainingsCancelled(trashing.deletedAt());
        return with(project.without(version)).with(TrashEntry.ofPart(stopped, project, trashing));
    }

    public Workspace trash(Workflow workflow, Trashing trashing) {
        List<Workflow> left = without(workflows, workflow::equals);
        return new Workspace(slug, name, keys, projects, left, trashless, trash)
                .with(TrashEntry.ofWhole(workflow, false, trashing));
    }

    public Workspace trash(Project project, Version version, TrainingJob training, Trashing trashing) {
        return with(project.with(version.without(training))).with(TrashEntry.ofPart(training, project, trashing));
    }

    /**
     * This workspace with the entry active again, at the place it had.
     *
     * @throws RefusalException 409 while its parent is in Trash, or while an active item has its slug
     */
    public Workspace restore(TrashEntry entry) {
        Workspace rest = withTrash(without(trash, entry::equals));
        if (entry.item() instanceof Project project) {
            checkFree(project.type(), project.slug());
            return rest.with(project);
        }
        if (entry.item() instanceof Workflow workflow) {
            checkFree(workflow.type(), workflow.slug());
            return rest.with(workflow);
        }
        Project parent = projects.stream()
                .filter(project -> entry.parentId().equals(Optional.of(project.id())))
                .findFirst()
                .orElseThrow(() -> parentInTrash("project", entry));
        if (entry.item() instanceof TrainingJob training) {
            Version version = parent.version(training.version()).orElseThrow(() -> parentInTrash("version", entry));
            return rest.with(parent.with(version.with(training)));
        }
        return rest.with(parent.with((Version) entry.item()));
    }

    /** This workspace with a project in its Trash replaced: it was renamed there. */
    public Workspace withInTrash(TrashEntry entry, Project changed) {
        return withTrash(trash.stream()
                .map(other -> other.equals(entry)
                        ? TrashEntry.ofWhole(changed, entry.cleanupDeleteImages(), entry.trashing())
                        : other)
                .toList());
    }

    /** This workspace with the entry destroyed, and with it whatever in Trash belonged to it. */
    public Workspace purge(TrashEntry entry) {
        return withTrash(without(trash, other -> other.equals(entry) || belongsTo(other, entry)));
    }

    /** This workspace after a cleanup run at that moment: entries whose date has come are destroyed, none before. */
    Workspace cleanUp(Instant at) {
        Workspace left = this;
        for (TrashEntry entry : trash) {
            if (!entry.trashing().scheduledCleanupAt().isAfter(at)) {
                left = left.purge(entry);
            }
        }
        return left;
    }

    /** This workspace with nothing but those entries in its Trash. */
    public Workspace withTrash(List<TrashEntry> entries) {
        return new Workspace(slug, name, keys, projects, workflows, trashless, entries);
    }

    private Workspace with(TrashEntry entry) {
        return withTrash(append(trash, entry));
    }

    private static boolean belongsTo(TrashEntry child, TrashEntry parent) {
        if (parent.item() instanceof Project project) {
            return child.parentId().equals(Optional.of(project.id()));
        }
        return parent.item() instanceof Version version
                && child.item() instanceof TrainingJob training
                && child.parentId().equals(parent.parentId())
                && training.version() == version.number();
    }

    private static RefusalException parentInTrash(String parent, TrashEntry entry) {
        return new RefusalException(
                409, "The " + parent + " of this " + entry.item().type() + " is in Trash: restore it first");
    }

    private static <T extends Item> List<T> put(List<T> items, T item) {
        Predicate<T> same = other -> other.id().equals(item.id());
        return items.stream().anyMatch(same)
                ? items.stream().map(other -> same.test(other) ? item : other).toList()
                : append(items, item);
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }

    private static <T> List<T> without(List<T> list, Predicate<T> gone) {
        return list.stream().filter(gone.negate()).toList();
    }
}
