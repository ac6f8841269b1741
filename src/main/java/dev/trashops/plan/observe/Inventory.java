package dev.trashops.plan.observe;

import dev.trashops.plan.model.ActiveProject;
import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ActiveWorkflow;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.WorkflowSpecification;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of the items that are not in the Trash.
 *
 * @param projects by slug
 * @param workflows by slug
 * @param contents projects with their versions, by the project's slug
 * @param versions versions in full
 * @param trainings the training runs of versions; absent where Roboflow has no such list, which says nothing about models
 * @param specifications what workflows are made of, by the workflow's slug
 */
public record Inventory(
        Optional<ReadResult<Map<String, ActiveProject>>> projects,
        Optional<ReadResult<Map<String, ActiveWorkflow>>> workflows,
        Map<String, ReadResult<ProjectContents>> contents,
        Map<ItemKey, ReadResult<ActiveVersion>> versions,
        Map<ItemKey, ReadResult<List<ActiveTraining>>> trainings,
        Map<String, ReadResult<WorkflowSpecification>> specifications) {
    /** Nothing read yet. */
    public static final Inventory NOTHING =
            new Inventory(Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of(), Map.of());

    /** The last read of that part of it; none of the Trash, which is no part. */
    public Optional<? extends ReadResult<?>> last(ReadTarget read) {
        if (read instanceof ReadTarget.Projects) {
            return projects;
        }
        if (read instanceof ReadTarget.Workflows) {
            return workflows;
        }
        if (read instanceof ReadTarget.Project project) {
            return Optional.ofNullable(contents.get(project.slug()));
        }
        if (read instanceof ReadTarget.Trainings runs) {
            return Optional.ofNullable(trainings.get(ItemKey.version(runs.project(), runs.version())));
        }
        if (read instanceof ReadTarget.Workflow workflow) {
            return Optional.ofNullable(specifications.get(workflow.slug()));
        }
        return read instanceof ReadTarget.Version version
                ? Optional.ofNullable(versions.get(ItemKey.version(version.project(), version.number())))
                : Optional.empty();
    }
}
