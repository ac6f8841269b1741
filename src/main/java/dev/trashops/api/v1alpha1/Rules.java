package dev.trashops.api.v1alpha1;

import dev.trashops.plan.model.Glob;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ReservedWords;

/**
 * Validation rules (CEL) and messages shared by several fields. What slugs look like is taken from the operator's own
 * constants, which the compiler copies here: at run time these classes know no others.
 */
final class Rules {
    static final String SLUG = "self.matches('^" + ItemKey.SLUG + "$')";
    private static final String SLUG_LETTERS =
            ", neither its title nor a URL: 1 to 128 letters, digits, -, _ and ., but not . or .. alone";

    static final String WORKSPACE_SLUG_MESSAGE =
            "must be the workspace's slug alone, such as my-team in https://app.roboflow.com/my-team/hard-hats"
                    + SLUG_LETTERS;
    static final String PROJECT_SLUG_MESSAGE =
            "must be the project's slug alone, such as hard-hats in https://app.roboflow.com/my-team/hard-hats/3"
                    + SLUG_LETTERS;
    static final String WORKFLOW_SLUG_MESSAGE =
            "must be the workflow's slug alone, as in its URL in the Roboflow app, such as count-hats" + SLUG_LETTERS;

    static final String NO_RESERVED_WORKSPACE = "!self.matches('^(?i:" + ReservedWords.WORKSPACES + ")$')";
    static final String NO_RESERVED_WORKSPACE_MESSAGE =
            "is a word that Roboflow's API reserves for a route of its own, such as models or usage, so it cannot name a"
                    + " workspace: copy the slug from the URL of the Roboflow app";

    /** A restore goes by the id, so it is safe whatever the slug; a DELETE would call the other route. */
    static final String NO_RESERVED_PROJECT =
            "!has(self.item.project) || !self.item.project.matches('^(?i:" + ReservedWords.PROJECTS
                    + ")$') || ((has(self.item.id) || has(self.item.training)) && self.desiredState != 'Trashed')";

    static final String NO_RESERVED_PROJECT_MESSAGE =
            "is a word that Roboflow's API reserves for a route of its own, such as trash or images, so a DELETE would not"
                    + " reach a project: copy the project's slug from the URL of the Roboflow app; for a workflow set type:"
                    + " Workflow and workflow; a project that does have this slug can be restored or observed with item.id";

    /** One segment of a path once it is encoded: no part that a server could take for another address. */
    static final String TRAINING_ID =
            "self.matches('^[A-Za-z0-9._~:=@+-]+(/[A-Za-z0-9._~:=@+-]+)*$') && !self.matches('(^|/)[.]{1,2}(/|$)')";

    static final String TRAINING_ID_MESSAGE =
            "must be the id of a training: letters, digits and -._~:=@+, in parts with"
                    + " / between them, for example t_abc123";

    static final String NO_TRASHED_TRAININGS_MESSAGE = "a Trash rule cannot select trainings, which Roboflow lists only"
            + " version by version: name each in a TrashedItem instead";

    /**
     * A missing required field ends validation before any rule is looked at, with "Required value" for a message. So the
     * API server sets this one to an empty text if it is missing, which only this rule refuses.
     */
    static final String SOME_DESIRED_STATE = "self.desiredState != ''";

    static final String UNCHANGED = "self == oldSelf";
    static final String UNCHANGED_ITEM_MESSAGE =
            "the item is immutable: create a new TrashedItem for the other item and delete this one";

    static final String OBJECT_NAME = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')";

    private static final String IS_GLOB = "glob.matches('^" + Glob.SYNTAX + "$')";
    private static final String NOT_A_GLOB = " is not a slug or glob: use letters, digits, -, _ and ., * for any number"
            + " of characters and ? for exactly one, for example detector-*; regular expressions are not understood, so write"
            + " detector-* instead of ^detector-.+, and two entries instead of (a|b)";

    static final String GLOBS = "self.all(glob, " + IS_GLOB + ")";
    static final String GLOBS_MESSAGE = "one entry" + NOT_A_GLOB;

    /** Names the first one that is not a glob. */
    static final String GLOBS_EXPRESSION = "'\\'' + self.filter(glob, !" + IS_GLOB + ")[0] + '\\'" + NOT_A_GLOB + "'";

    static final String SOME_GLOB = "self.size() > 0";
    static final String SOME_GLOB_MESSAGE = "set at least one glob, or remove the list: an empty list matches nothing";

    static final String SOME_SELECTOR = "has(self.types) || has(self.projects) || has(self.workflows) ||"
            + " has(self.deletedBy) || has(self.deletedWithin) || has(self.cleanupWithin) || has(self.olderThan) ||"
            + " has(self.keepLast) || has(self.cleanupDeleteImages)";

    static final String OLDER_THAN_MESSAGE = "olderThan is only allowed for action: Trash";
    static final String IN_TRASH_MESSAGE =
            "a Trash rule selects items outside the Trash: remove deletedBy, deletedWithin, cleanupWithin and"
                    + " cleanupDeleteImages";

    /** Nine digits at most, so that no unit can make the number of seconds overflow. */
    static final String DURATION = "self.matches('^[0-9]{1,9}[smhd]$')";

    static final String DURATION_MESSAGE =
            "must be one whole number and one unit, s, m, h or d, for example 30s, 5m, 24h or 7d";

    /** The seconds of a duration; a text that is not a duration passes, as {@link #DURATION} already rejects it. */
    private static final String SECONDS = "!" + DURATION
            + " || int(self.substring(0, self.size() - 1)) * (self.endsWith('s') ? 1 : self.endsWith('m') ? 60 :"
            + " self.endsWith('h') ? 3600 : 86400)";

    static final String AT_LEAST_10S = SECONDS + " >= 10";
    static final String AT_LEAST_1M = SECONDS + " >= 60";
    static final String AT_LEAST_1H = SECONDS + " >= 3600";
    static final String AT_LEAST_1D = SECONDS + " >= 86400";
    static final String AT_MOST_1H = SECONDS + " <= 3600";
    static final String AT_MOST_1D = SECONDS + " <= 86400";
    static final String AT_MOST_30D = SECONDS + " <= 2592000";
    static final String AT_MOST_3650D = SECONDS + " <= 315360000";

    /** Stricter than the format date-time, which lets times without a zone through. */
    static final String TIME = "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?"
            + "(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$') && timestamp(self) > timestamp('1970-01-01T00:00:00Z')";

    static final String TIME_MESSAGE = "must be a time with its zone, for example 2026-04-20T17:05:33Z";

    /** Long enough that a whole sentence in its place still gets the rule's own message. */
    static final long DURATION_SIZE = 64;

    static final long SLUG_SIZE = 128;

    /** Slugs of a workspace and a project, and a number: the older form of the id of a training. */
    static final long TRAINING_ID_SIZE = 300;

    private Rules() {}
}
