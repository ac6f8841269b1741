package dev.trashops.plan.checks;

import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.WorkflowSpecification;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What else depends on what a DELETE would take away, and would fail without it. */
record DependentChecks(ObservedWorkspace workspace) {
    private static final int NAMED = 5;

    /** Whether others use the project, and nobody has acknowledged that. */
    Optional<Readiness> publicProject(ClaimFacts facts) {
        if (facts.acknowledged().contains(Acknowledgement.PUBLIC_PROJECT)) {
            return Optional.empty();
        }
        String slug = facts.item().slug();
        Optional<ReadResult<ProjectContents>> read = workspace.contents(slug);
        Tristate isPublic = isPublic(slug, read);
        if (isPublic == Tristate.NO) {
            return Optional.empty();
        }
        if (isPublic == Tristate.UNKNOWN && read.isEmpty()) {
            workspace.requestRarely(new ReadTarget.Project(slug));
            return Optional.of(facts.pending());
        }
        boolean unreadable = read.orElse(null) instanceof ReadResult.Unreadable<ProjectContents>;
        String may = unreadable ? " may be public (it could not be read)" : " may be public (Roboflow does not say)";
        return Optional.of(Readiness.stalled(
                Reason.PUBLIC_PROJECT,
                ItemKey.project(slug).described()
                        + (isPublic == Tristate.YES ? " is public" : may)
                        + ": others may download it and use its models, and can't once "
                        + facts.item().described()
                        + " is trashed."
                        + (unreadable && isPublic != Tristate.YES ? ModelChecks.UNREAD : ModelChecks.ANYWAY)
                        + "PublicProject to spec.acknowledge."));
    }

    /** Both the list of projects and the project itself may say it; neither always does. */
    private Tristate isPublic(String slug, Optional<ReadResult<ProjectContents>> read) {
        Optional<ActiveProject> listed = workspace
                .projects()
                .flatMap(ReadResult::found)
                .flatMap(projects -> Optional.ofNullable(projects.get(slug)));
        Set<Tristate> said = Stream.concat(
                        listed.stream(), read.flatMap(ReadResult::found).map(ProjectContents::project).stream())
                .map(ActiveProject::isPublic)
                .collect(Collectors.toSet());
        if (said.contains(Tristate.YES)) {
            return Tristate.YES;
        }
        return said.contains(Tristate.NO) ? Tristate.NO : Tristate.UNKNOWN;
    }

    /** Whether the workflows matter for that claim: only a model can be used by one. */
    static boolean mayBeUsed(ClaimFacts facts, ModelState models) {
        return models.trained() != Tristate.NO && !facts.acknowledged().contains(Acknowledgement.WORKFLOW_REFERENCE);
    }

    /** Whether workflows use one of those models, and nobody has acknowledged that. */
    Optional<Readiness> workflows(ClaimFacts facts, ModelState models) {
        if (!mayBeUsed(facts, models)) {
            return Optional.empty();
        }
        ReadTarget list = new ReadTarget.Workflows();
        workspace.requestRarely(list);
        Optional<ReadResult<Map<String, ActiveWorkflow>>> read = workspace.workflows();
        if (read.isEmpty()) {
            return Optional.of(pending(facts));
        }
        Optional<Set<String>> listed = read.get().found().map(Map::keySet);
        return listed.isEmpty()
                ? Optional.of(unread(facts, "The workflows of the workspace could not be read, and may use "))
                : workflows(facts, models, new TreeSet<>(listed.get()));
    }

    private Optional<Readiness> workflows(ClaimFacts facts, ModelState models, Set<String> listed) {
        boolean pending = false;
        Set<String> using = new TreeSet<>();
        Set<String> perhaps = new TreeSet<>();
        Set<String> unreadable = new TreeSet<>();
        for (String slug : listed) {
            workspace.requestRarely(new ReadTarget.Workflow(slug));
            Optional<ReadResult<WorkflowSpecification>> read = workspace.specification(slug);
            Optional<WorkflowSpecification> found = read.flatMap(ReadResult::found);
            if (found.isPresent()) {
                if (found.get().names(facts.item(), models.models())) {
                    using.add(slug);
                } else if (models.unnamed()
                        && found.get().namesModelOf(workspace.id().slug())) {
                    perhaps.add(slug);
                }
            } else if (read.isEmpty() || isListedBefore(slug, read.get())) {
                pending = true;
            } else {
                unreadable.add(slug);
            }
        }
        if (pending) {
            return Optional.of(pending(facts));
        }
        if (!using.isEmpty()) {
            return Optional.of(held(facts, using(using) + " "));
        }
        if (!unreadable.isEmpty()) {
            return Optional.of(unread(facts, named(unreadable) + " could not be read, and may use "));
        }
        return perhaps.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        held(
                                facts,
                                using(perhaps)
                                        + " a model of this workspace, and Roboflow does not say of which version: it may be "));
    }

    /** A workflow that was there and is not any more is no longer listed either: a newer list tells it from one that cannot be read. */
    private boolean isListedBefore(String slug, ReadResult<?> read) {
        ReadTarget itself = new ReadTarget.Workflow(slug);
        boolean before =
                read instanceof ReadResult.Absent<?> && workspace.reads().isNewer(itself, new ReadTarget.Workflows());
        if (before) {
            workspace.request(new ReadTarget.Workflows(), read.begunAt());
        }
        return before;
    }

    private static String using(Set<String> slugs) {
        return named(slugs) + (slugs.size() == 1 ? " uses" : " use");
    }

    private static String named(Set<String> slugs) {
        List<String> first = slugs.stream().limit(NAMED).toList();
        String names = (slugs.size() == 1 ? "Workflow " : "Workflows ") + String.join(", ", first);
        int more = slugs.size() - first.size();
        return more == 0 ? names : names + " and " + more + " more";
    }

    private static Readiness held(ClaimFacts facts, String who) {
        return held(facts, who, ModelChecks.ANYWAY);
    }

    private static Readiness unread(ClaimFacts facts, String who) {
        return held(facts, who, ModelChecks.UNREAD);
    }

    private static Readiness held(ClaimFacts facts, String who, String how) {
        return Readiness.stalled(
                Reason.REFERENCED_BY_WORKFLOW,
                who + "a model of " + facts.item().described() + ", without which a workflow fails." + how
                        + "WorkflowReference to spec.acknowledge.");
    }

    private static Readiness pending(ClaimFacts facts) {
        return Readiness.reconciling(
                Reason.SNAPSHOT_PENDING,
                "Waiting to read the workflows of the workspace, which may use a model of "
                        + facts.item().described() + ".");
    }
}
