package dev.trashops.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desired state of one workspace. */
@WireFormat
public record RoboflowTrashPolicySpec(
        @Required
        @Size(max = Rules.SLUG_SIZE)
        @ValidationRule(value = Rules.SLUG, message = Rules.WORKSPACE_SLUG_MESSAGE)
        @ValidationRule(value = Rules.NO_RESERVED_WORKSPACE, message = Rules.NO_RESERVED_WORKSPACE_MESSAGE)
        @ValidationRule(
                value = Rules.UNCHANGED,
                message = "workspace is immutable: create a new RoboflowTrashPolicy for the other workspace")
        @JsonPropertyDescription(
                "The slug of the Roboflow workspace, from the URL of the Roboflow app. Immutable: create a new policy "
                        + "for another workspace.")
        String workspace,

        @Default("US")
        @ValidationRule(
                value = Rules.UNCHANGED,
                message = "region is immutable: create a new RoboflowTrashPolicy for the workspace in the other region")
        @JsonPropertyDescription(
                "The region in which Roboflow keeps the workspace: US, or EU for workspaces of app.roboflow.eu. The API key is"
                        + " sent to this region alone; keys of one region do not open the other. Immutable: create a new policy for"
                        + " a workspace in the other region.")
        @Nullable
        Region region,

        @Required @JsonPropertyDescription("Where to find the Roboflow API key of the workspace.")
        Credentials credentials,

        @JsonPropertyDescription(
                "The part of the workspace this policy covers, for teams that share a workspace. Items outside of it are"
                        + " Rejected, neither restored nor trashed; those with desiredState Observed are observed and warned of"
                        + " all the same. What is not named is not restricted: with workflows alone, all projects are in scope;"
                        + " add projects: [] to leave them out. Absent: the whole workspace.")
        @Nullable
        Scope scope,

        @Default(RoboflowTrashPolicySpec.DEFAULT_INTERVAL)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_10S, message = "interval must be at least 10s")
        @ValidationRule(value = Rules.AT_MOST_1D, message = "interval must be at most 1d")
        @JsonPropertyDescription(
                "How often the Trash is listed, from 10s to 1d. If several policies name the same workspace, the "
                        + "shortest interval applies. Format: a whole number and one unit, s, m, h or d.")
        @Nullable
        String interval,

        @JsonPropertyDescription(
                "If true, the operator changes none of this policy's items. It still observes them and warns.")
        @Nullable
        Boolean suspend,

        @Default("Enforce")
        @JsonPropertyDescription(
                "Enforce: plan and act. Plan: compute the plan and publish it in the status, but change nothing in "
                        + "Roboflow.")
        @Nullable
        Mode mode,

        @Default("{}")
        @JsonPropertyDescription(
                "How many items may be trashed. A batch over a limit is held as a whole until it is approved. On by "
                        + "default.")
        @Nullable
        Limits limits,

        @Default(RoboflowTrashPolicySpec.DEFAULT_WARN_BEFORE)
        @Size(max = Rules.DURATION_SIZE)
        @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
        @ValidationRule(value = Rules.AT_LEAST_1D, message = "warnBefore must be at least 1d")
        @ValidationRule(value = Rules.AT_MOST_30D, message = "warnBefore must be at most 30d")
        @JsonPropertyDescription(
                "How long before an item's permanent deletion the condition CleanupImminent appears, from 1d to 30d;"
                        + " its reason changes 3 days and 1 day before. Format: a whole number and one unit, s, m, h or"
                        + " d.")
        @Nullable
        String warnBefore,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Size(max = 50)
        @ValidationRule(
                value = "self.all(rule, self.exists_one(other, other.name == rule.name))",
                message = "two rules have the same name: rule names must be unique",
                messageExpression =
                        "'two rules are named ' + self.map(rule, !self.exists_one(other, other.name == rule.name),"
                                + " rule.name)[0] + ': rule names must be unique'")
        @JsonPropertyDescription(
                "Rules for groups of items. The first rule that matches an item applies to it. Their order counts, so one"
                        + " field manager should write them all: server-side apply puts the rules of others by name after"
                        + " those that are there.")
        List<Rule> rules,

        @JsonPropertyDescription(
                "The plan that you reviewed, ideally in a pull request. Its items may be trashed although they need "
                        + "approval or exceed a limit. Remove this field to stop what has not run yet.")
        @Nullable
        ApprovedPlan approvedPlan) {
    public static final String DEFAULT_INTERVAL = "1m";

    public static final String DEFAULT_WARN_BEFORE = "7d";

    public RoboflowTrashPolicySpec {
        rules = rules == null ? List.of() : List.copyOf(rules);
    }

    /** Where the Roboflow API key is. */
    @WireFormat
    public record Credentials(
            @Required
            @JsonPropertyDescription(
                    "The Secret in this namespace that holds the Roboflow API key. The key must see the whole workspace: what one "
                            + "that is limited to folders does not see is neither restored nor warned of. A changed key is used "
                            + "once it has been verified to belong to the workspace.")
            SecretKeyRef secretKeyRef) {}

    /** A key of a Secret in the policy's own namespace. */
    @WireFormat
    public record SecretKeyRef(
            @Required
            @Size(max = 253)
            @ValidationRule(value = Rules.OBJECT_NAME, message = "must be the name of a Secret in this namespace")
            @JsonPropertyDescription("The name of a Secret in this namespace.")
            String name,

            @Default(SecretKeyRef.DEFAULT_KEY)
            @Size(max = 253)
            @ValidationRule(
                    value = "self.matches('^[-._a-zA-Z0-9]+$')",
                    message = "must be a key of the Secret, for example api-key: letters, digits, -, _ and .")
            @JsonPropertyDescription(
                    "The key within the Secret that holds the Roboflow API key. A trailing line break is ignored.")
            @Nullable
            String key) {
        /** The default of key. */
        public static final String DEFAULT_KEY = "api-key";
    }

    /** The part of the workspace that a policy covers. What is not named is not restricted. */
    @WireFormat
    public record Scope(
            @Size(max = 100)
            @ValidationRule(
                    value = Rules.GLOBS,
                    message = Rules.GLOBS_MESSAGE,
                    messageExpression = Rules.GLOBS_EXPRESSION)
            @JsonPropertyDescription(
                    "Globs for project slugs, for example detector-* or '-*'; a matching project is in scope with its"
                            + " versions and their trainings. * stands for any characters and ? for one; all others, also"
                            + " dots, for themselves. Absent: all projects. Empty list: none.")
            @Nullable
            List<@Size(max = Rules.SLUG_SIZE) String> projects,

            @Size(max = 100)
            @ValidationRule(
                    value = Rules.GLOBS,
                    message = Rules.GLOBS_MESSAGE,
                    messageExpression = Rules.GLOBS_EXPRESSION)
            @JsonPropertyDescription(
                    "Globs for workflow slugs, for example checkout-*. Absent: all workflows. Empty list: none.")
            @Nullable
            List<@Size(max = Rules.SLUG_SIZE) String> workflows) {
        public Scope {
            projects = projects == null ? null : List.copyOf(projects);
            workflows = workflows == null ? null : List.copyOf(workflows);
        }
    }

    /** How many items may be trashed. A batch over a limit is held as a whole; restores are never held. */
    @WireFormat
    public record Limits(
            @Default("" + Limits.DEFAULT_MAX_TRASHED)
            @Min(0)
            @Max(10_000)
            @JsonPropertyDescription(
                    "How many items of all types together may be trashed within the window, whoever trashes them. 0 holds "
                            + "every trash action.")
            @Nullable
            Integer maxTrashed,

            @Default("" + Limits.DEFAULT_MAX_TRASHED_PERCENT)
            @Min(0)
            @Max(100)
            @JsonPropertyDescription(
                    "Which percentage of the active items of one type may be trashed within the window, whoever trashes "
                            + "them, from 0 to 100. The limit is never less than one item. Of trainings, those count that the "
                            + "operator has read.")
            @Nullable
            Integer maxTrashedPercent,

            @Default(Limits.DEFAULT_WINDOW)
            @Size(max = Rules.DURATION_SIZE)
            @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
            @ValidationRule(value = Rules.AT_LEAST_1M, message = "window must be at least 1m")
            @ValidationRule(value = Rules.AT_MOST_30D, message = "window must be at most 30d")
            @JsonPropertyDescription(
                    "The time span over which trashed items are counted, from 1m to 30d. Format: a whole number and one "
                            + "unit, s, m, h or d.")
            @Nullable
            String window,

            @Default(Limits.DEFAULT_SETTLE)
            @Size(max = Rules.DURATION_SIZE)
            @ValidationRule(value = Rules.DURATION, message = Rules.DURATION_MESSAGE)
            @ValidationRule(value = Rules.AT_MOST_1H, message = "settle must be at most 1h")
            @JsonPropertyDescription(
                    "How long the set of items to be trashed must stay unchanged before any of them is trashed, so that"
                            + " everything applied together is judged together. From 0s to 1h. Format: a whole number and one"
                            + " unit, s, m, h or d.")
            @Nullable
            String settle) {
        /** The default of maxTrashed. */
        public static final int DEFAULT_MAX_TRASHED = 10;

        /** The default of maxTrashedPercent. */
        public static final int DEFAULT_MAX_TRASHED_PERCENT = 20;

        /** The default of window. */
        public static final String DEFAULT_WINDOW = "24h";

        /** The default of settle. */
        public static final String DEFAULT_SETTLE = "30s";
    }

    /** The plan that somebody reviewed, and when the approval expires. */
    @WireFormat
    public record ApprovedPlan(
            @Required
            @Size(max = 128)
            @ValidationRule(
                    value = "self.matches('^sha256:[0-9a-f]{64}$')",
                    message = "must be the digest shown in status.plan.digest: sha256: and 64 hexadecimal digits")
            @JsonPropertyDescription(
                    "The status.plan.digest of the plan you reviewed. Items that this plan lists and that are still"
                            + " planned may be trashed; items added since then wait for the next approval, and no approval"
                            + " trashes an item twice.")
            String digest,

            @Required
            @Size(max = 40)
            @ValidationRule(value = Rules.TIME, message = Rules.TIME_MESSAGE)
            @JsonPropertyDescription(
                    "When the approval expires, at most 14 days ahead. A time with its zone, for example "
                            + "2026-04-20T17:05:33Z.")
            Instant until) {}
}
