package dev.trashops.sandbox.workspace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An item that was moved to Trash in its own right. */
public sealed interface TrashEntry {
    /** How long the Trash keeps an item. */
    Duration RETENTION = Duration.ofDays(30);

    /** When and by whom it was moved there. */
    Trashing trashing();

    /** The word Roboflow uses for its type. */
    String type();

    /** Its id in the Trash: internal id, or the version number. */
    String id();

    /** The internal id of the project it belongs to; empty for projects and workflows. */
    Optional<String> parentId();

    /**
     * When, until when and by whom.
     *
     * @param cleanupAt from when on it may be destroyed
     * @param by uid of the person; empty when an API key did it
     */
    record Trashing(Instant at, Instant cleanupAt, Optional<String> by, Optional<String> byName) {
        public static Trashing at(Instant now) {
            return new Trashing(now, now.plus(RETENTION), Optional.empty(), Optional.empty());
        }

        public static Trashing by(String person, Instant now) {
            return new Trashing(now, now.plus(RETENTION), Optional.of(person), Optional.of(person));
        }
    }

    /** A project with the versions that were active in it. */
    record OfProject(Project project, boolean cleanupDeleteImages, Trashing trashing) implements TrashEntry {
        @Override
        public String type() {
            return "project";
        }

        @Override
        public String id() {
            return project.id();
        }

        @Override
        public Optional<String> parentId() {
            return Optional.empty();
        }
    }

    /** A version of a project that is active or in Trash itself. */
    record OfVersion(String projectId, Version version, Trashing trashing) implements TrashEntry {
        @Override
        public String type() {
            return "version";
        }

        @Override
        public String id() {
            return Integer.toString(version.number());
        }

        @Override
        public Optional<String> parentId() {
            return Optional.of(projectId);
        }
    }

    /** A workflow. */
    record OfWorkflow(Workflow workflow, Trashing trashing) implements TrashEntry {
        @Override
        public String type() {
            return "workflow";
        }

        @Override
        public String id() {
            return workflow.id();
        }

        @Override
        public Optional<String> parentId() {
            return Optional.empty();
        }
    }

    /** A training: shown and restored only while the options let trainings be trashed. */
    record OfTraining(String projectId, int number, TrainingJob training, Trashing trashing) implements TrashEntry {
        @Override
        public String type() {
            return "training";
        }

        @Override
        public String id() {
            return training.id();
        }

        @Override
        public Optional<String> parentId() {
            return Optional.of(projectId);
        }
    }
}
