package dev.trashops.api.v1alpha1;

/** Validation rules (CEL) and messages shared by several fields. */
final class Rules {
    static final String SLUG = "self.matches('^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$')";
    static final String SLUG_MESSAGE =
            "must be a slug from the URL of the Roboflow app: 1 to 128 letters, digits, - and _, starting with a "
                    + "letter or digit";

    /** Listing the Trash and the workflows are routes of their own, so these words cannot name a project. */
    static final String NO_ROUTE = "!(self.lowerAscii() in ['trash', 'workflows'])";

    static final String NO_ROUTE_MESSAGE = "trash and workflows are reserved words, not projects: use a project's"
            + " slug, or for a workflow set type: Workflow and workflow";

    static final String UNCHANGED = "self == oldSelf";
    static final String UNCHANGED_ITEM_MESSAGE =
            "the item is immutable: create a new TrashedItem for the other item and delete this one";

    static final String OBJECT_NAME = "self.matches('^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$')";

    private static final String IS_GLOB = "glob.matches('^[A-Za-z0-9_*?-]{1,128}$')";
    private static final String NOT_A_GLOB = " is not a slug or glob: use letters, digits, - and _, * for any number"
            + " of characters and ? for exactly one, for example detector-*";

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

    private Rules() {}
}
