package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.Action;
import dev.trashops.api.v1alpha1.Outcome;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.DriftPolicy;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.RuleAction;

/** Maps the enums of the custom resources to those of the planner and back. */
public final class EnumMapper {
    private EnumMapper() {}

    public static ItemType of(dev.trashops.api.v1alpha1.ItemType type) {
        return switch (type) {
            case Project -> ItemType.PROJECT;
            case Version -> ItemType.VERSION;
            case Workflow -> ItemType.WORKFLOW;
        };
    }

    public static dev.trashops.api.v1alpha1.ItemType of(ItemType type) {
        return switch (type) {
            case PROJECT -> dev.trashops.api.v1alpha1.ItemType.Project;
            case VERSION -> dev.trashops.api.v1alpha1.ItemType.Version;
            case WORKFLOW -> dev.trashops.api.v1alpha1.ItemType.Workflow;
        };
    }

    public static RuleAction of(dev.trashops.api.v1alpha1.RuleAction action) {
        return switch (action) {
            case Restore -> RuleAction.RESTORE;
            case Trash -> RuleAction.TRASH;
            case Observe -> RuleAction.OBSERVE;
        };
    }

    public static Approval of(dev.trashops.api.v1alpha1.Approval approval) {
        return switch (approval) {
            case Required -> Approval.REQUIRED;
            case Automatic -> Approval.AUTOMATIC;
        };
    }

    public static DesiredState of(dev.trashops.api.v1alpha1.DesiredState state) {
        return switch (state) {
            case Observed -> DesiredState.OBSERVED;
            case Restored -> DesiredState.RESTORED;
            case Trashed -> DesiredState.TRASHED;
        };
    }

    public static dev.trashops.api.v1alpha1.DesiredState of(DesiredState state) {
        return switch (state) {
            case OBSERVED -> dev.trashops.api.v1alpha1.DesiredState.Observed;
            case RESTORED -> dev.trashops.api.v1alpha1.DesiredState.Restored;
            case TRASHED -> dev.trashops.api.v1alpha1.DesiredState.Trashed;
        };
    }

    public static DriftPolicy of(dev.trashops.api.v1alpha1.DriftPolicy policy) {
        return switch (policy) {
            case Correct -> DriftPolicy.CORRECT;
            case Report -> DriftPolicy.REPORT;
        };
    }

    public static DeletionPolicy of(dev.trashops.api.v1alpha1.DeletionPolicy policy) {
        return switch (policy) {
            case Orphan -> DeletionPolicy.ORPHAN;
            case Restore -> DeletionPolicy.RESTORE;
        };
    }

    public static Acknowledgement of(dev.trashops.api.v1alpha1.Acknowledgement acknowledgement) {
        return switch (acknowledgement) {
            case TrainedModel -> Acknowledgement.TRAINED_MODEL;
            case RunningTraining -> Acknowledgement.RUNNING_TRAINING;
        };
    }

    public static Mode of(dev.trashops.api.v1alpha1.Mode mode) {
        return switch (mode) {
            case Enforce -> Mode.ENFORCE;
            case Plan -> Mode.PLAN;
        };
    }

    public static ObservedState of(dev.trashops.api.v1alpha1.ObservedState state) {
        return switch (state) {
            case Active -> ObservedState.ACTIVE;
            case InTrash -> ObservedState.IN_TRASH;
            case Purged -> ObservedState.PURGED;
            case Lost -> ObservedState.LOST;
            case Missing -> ObservedState.MISSING;
            case Unknown -> ObservedState.UNKNOWN;
        };
    }

    public static dev.trashops.api.v1alpha1.ObservedState of(ObservedState state) {
        return switch (state) {
            case ACTIVE -> dev.trashops.api.v1alpha1.ObservedState.Active;
            case IN_TRASH -> dev.trashops.api.v1alpha1.ObservedState.InTrash;
            case PURGED -> dev.trashops.api.v1alpha1.ObservedState.Purged;
            case LOST -> dev.trashops.api.v1alpha1.ObservedState.Lost;
            case MISSING -> dev.trashops.api.v1alpha1.ObservedState.Missing;
            case UNKNOWN -> dev.trashops.api.v1alpha1.ObservedState.Unknown;
        };
    }

    public static ActionKind of(Action action) {
        return switch (action) {
            case Restore -> ActionKind.RESTORE;
            case Trash -> ActionKind.TRASH;
        };
    }

    public static Action of(ActionKind action) {
        return switch (action) {
            case RESTORE -> Action.Restore;
            case TRASH -> Action.Trash;
        };
    }

    public static Hold of(dev.trashops.api.v1alpha1.Hold hold) {
        return switch (hold) {
            case Limit -> Hold.LIMIT;
            case Approval -> Hold.APPROVAL;
            case Model -> Hold.MODEL;
            case Fight -> Hold.FIGHT;
            case Conflict -> Hold.CONFLICT;
            case PlanOnly -> Hold.PLAN_ONLY;
            case Other -> Hold.OTHER;
        };
    }

    public static dev.trashops.api.v1alpha1.Hold of(Hold hold) {
        return switch (hold) {
            case LIMIT -> dev.trashops.api.v1alpha1.Hold.Limit;
            case APPROVAL -> dev.trashops.api.v1alpha1.Hold.Approval;
            case MODEL -> dev.trashops.api.v1alpha1.Hold.Model;
            case FIGHT -> dev.trashops.api.v1alpha1.Hold.Fight;
            case CONFLICT -> dev.trashops.api.v1alpha1.Hold.Conflict;
            case PLAN_ONLY -> dev.trashops.api.v1alpha1.Hold.PlanOnly;
            case OTHER -> dev.trashops.api.v1alpha1.Hold.Other;
        };
    }

    public static LastAction.Outcome of(Outcome outcome) {
        return switch (outcome) {
            case Started -> LastAction.Outcome.STARTED;
            case Done -> LastAction.Outcome.DONE;
            case Failed -> LastAction.Outcome.FAILED;
            case Reverted -> LastAction.Outcome.REVERTED;
        };
    }

    public static Outcome of(LastAction.Outcome outcome) {
        return switch (outcome) {
            case STARTED -> Outcome.Started;
            case DONE -> Outcome.Done;
            case FAILED -> Outcome.Failed;
            case REVERTED -> Outcome.Reverted;
        };
    }
}
