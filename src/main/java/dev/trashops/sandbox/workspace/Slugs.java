package dev.trashops.sandbox.workspace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What can stand in a path of the API for a workspace, a project or a workflow. Roboflow makes slugs that begin with a dash (of
 * names without Latin letters), and older ones hold dots; the words are those of the routes of its official client.
 */
public final class Slugs {
    /** First segments that are never workspaces. */
    private static final Set<String> NO_WORKSPACES = Set.of(
            "_sandbox", "workspaces", "models", "dataset", "universe", "usage", "batch-processing", "vision-events");

    /** Second segments that are never projects. */
    private static final Set<String> NO_PROJECTS = Set.of(
            "trash",
            "workflows",
            "images",
            "groups",
            "api-keys",
            "search",
            "upload",
            "stats",
            "models",
            "model-evals",
            "asynctasks",
            "autolabel",
            "devices",
            "projects",
            "createworkflow",
            "updateworkflow",
            "forkworkflow",
            "billing-usage-report");

    private Slugs() {}

    /** Whether a second segment belongs to other routes, in whatever case it is written. */
    public static boolean isNoProject(String segment) {
        return NO_PROJECTS.contains(segment.toLowerCase(Locale.ROOT));
    }

    /**
     * What is wrong with a slug.
     *
     * @param type {@code workspace}, {@code project} or {@code workflow}
     */
    public static Optional<String> problem(String type, String slug) {
        if (slug.contains("/")) {
            return Optional.of("must not hold a slash");
        }
        if (List.of(".", "..").contains(slug)) {
            return Optional.of("can't be a slug: a path would lead elsewhere");
        }
        boolean reserved = type.equals("workspace")
                ? NO_WORKSPACES.contains(slug.toLowerCase(Locale.ROOT))
                : type.equals("project") && isNoProject(slug);
        return reserved ? Optional.of("'" + slug + "' is reserved: other routes begin so") : Optional.empty();
    }
}
