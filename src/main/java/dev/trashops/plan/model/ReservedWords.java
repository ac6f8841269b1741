package dev.trashops.plan.model;

/**
 * Segments of Roboflow's own routes, as its official client 1.7.3 uses them. An item with such a slug cannot be addressed:
 * {@code DELETE /:workspace/images} deletes images for good. Each is a list of alternatives for a regular expression, to be
 * matched whatever their case. Constants of the compiler, so that the schema's annotations come from them, too.
 */
public final class ReservedWords {
    /** First segments that are not workspaces. */
    public static final String WORKSPACES =
            "workspaces|models|dataset|universe|usage|batch-processing|vision-events|videoinfer";

    /** Second segments that are not projects. */
    public static final String PROJECTS =
            "trash|workflows|images|groups|api-keys|search|upload|stats|models|model-evals"
                    + "|asynctasks|autolabel|devices|projects|createWorkflow|updateWorkflow|forkWorkflow|billing-usage-report";

    private ReservedWords() {}
}
