package dev.trashops.plan.checks;

import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the models and trainings of active items. Three answers tell of them, and each may know of a model that the
 * others do not: the list of a project's versions, the version itself, and its training runs. A version is without a model
 * only if none of them tells of one.
 */
record ModelReads(ObservedWorkspace workspace) {

    /** Of a version, project or training. Requests what it is told by. */
    ModelState of(ItemKey item) {
        return switch (item.type()) {
            case WORKFLOW -> ModelState.all(List.of());
            case VERSION -> ofVersion(item, listed(item));
            case PROJECT -> ofProject(item.slug());
            case TRAINING -> ofTraining(item);
        };
    }

    /** A training that is not in the list of its version is not the one that is seen there: nothing is known of it. */
    private ModelState ofTraining(ItemKey item) {
        ReadTarget list = new ReadTarget.Trainings(item.slug(), item.version());
        ModelState run = workspace
                .training(item)
                .map(read -> read.found().map(ModelReads::run).orElse(ModelState.UNREADABLE))
                .orElse(ModelState.UNREAD);
        request(list, run);
        return run;
    }

    private ModelState ofProject(String slug) {
        workspace.requestRarely(new ReadTarget.Project(slug));
        Optional<ReadResult<ProjectContents>> read = workspace.contents(slug);
        if (read.isEmpty()) {
            return ModelState.UNREAD;
        }
        return read.get()
                .found()
                .map(contents -> ModelState.all(contents.versions().stream()
                        .map(version -> ofVersion(ItemKey.version(slug, version.number()), Optional.of(version)))
                        .toList()))
                .orElse(ModelState.UNREADABLE);
    }

    private ModelState ofVersion(ItemKey item, Optional<ActiveVersion> listed) {
        ModelState all = ModelState.all(List.of(asListed(listed), itself(item), runs(item)));
        request(new ReadTarget.Trainings(item.slug(), item.version()), all);
        request(new ReadTarget.Version(item.slug(), item.version()), all);
        return all;
    }

    /** A version in training is read again sooner than one at rest. */
    private void request(ReadTarget target, ModelState seen) {
        if (seen.running() == Tristate.NO) {
            workspace.requestRarely(target);
        } else {
            workspace.requestRegularly(target);
        }
    }

    private Optional<ActiveVersion> listed(ItemKey item) {
        return workspace
                .contents(item.slug())
                .flatMap(ReadResult::found)
                .flatMap(contents -> contents.version(item.version()));
    }

    /** The list of a project's versions tells of some models, and never that there is none. */
    private static ModelState asListed(Optional<ActiveVersion> listed) {
        return listed.filter(version -> version.trained() == Tristate.YES)
                .map(version -> ModelState.read(Tristate.YES, Tristate.NO, version.models()))
                .orElseGet(() -> ModelState.all(List.of()));
    }

    private ModelState itself(ItemKey item) {
        Optional<ReadResult<ActiveVersion>> read = workspace.version(item.slug(), item.version());
        if (read.isEmpty()) {
            return ModelState.UNREAD;
        }
        return read.get()
                .found()
                .map(version -> ModelState.read(version.trained(), version.running(), version.models()))
                .orElse(ModelState.UNREADABLE);
    }

    private ModelState runs(ItemKey item) {
        Optional<ReadResult<List<ActiveTraining>>> read = workspace.trainings(item.slug(), item.version());
        if (read.isEmpty()) {
            return ModelState.UNREAD;
        }
        if (read.get() instanceof ReadResult.Absent<List<ActiveTraining>> absent) {
            return withoutRuns(item, absent);
        }
        return read.get()
                .found()
                .map(runs -> ModelState.all(runs.stream().map(ModelReads::run).toList()))
                .orElse(ModelState.UNREADABLE);
    }

    /** A 404 may mean the list or the version; a later read of the version tells which. */
    private ModelState withoutRuns(ItemKey item, ReadResult.Absent<List<ActiveTraining>> absent) {
        ReadTarget itself = new ReadTarget.Version(item.slug(), item.version());
        if (workspace.reads().isAtLeastAsNew(itself, new ReadTarget.Trainings(item.slug(), item.version()))) {
            return ModelState.all(List.of());
        }
        workspace.request(itself, absent.begunAt());
        return ModelState.UNREAD;
    }

    private static ModelState run(ActiveTraining run) {
        return ModelState.read(run.trained(), run.running(), run.models());
    }
}
