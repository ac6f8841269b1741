package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.ConditionType;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.ExternalRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus.TrashInfo;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.CleanupWarning;
import dev.trashops.plan.model.Drift;
import dev.trashops.plan.model.Endangered;
import dev.trashops.plan.model.Hold;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemIdentity;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemProjection;
import dev.trashops.plan.model.ItemProjection.Disposition;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.ObservedState;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.TrashFacts;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.plan.model.WorkspaceId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps item projections to the status of TrashedItems and back. */
public final class ItemStatusMapper {
    private ItemStatusMapper() {}

    /**
     * The status to write, with this deployment where there are several, and the item that the spec names if it is valid.
     */
    public static TrashedItemStatus status(
            ItemProjection projection,
            Optional<String> handledBy,
            Optional<ItemKey> item,
            @Nullable TrashedItemStatus before,
            Instant now) {
        ClaimStatus claim = projection.claimStatus();
        Conditions conditions =
                new Conditions(before == null ? List.of() : before.conditions(), claim.observedGeneration(), now);
        claim.readiness().ifPresent(conditions::readiness);
        projection
                .warning()
                .ifPresent(warning -> conditions.present(
                        ConditionType.CleanupImminent, warning.stage().text(), warning.message()));
        return new TrashedItemStatus(
                claim.observedGeneration(),
                claim.handledRequest().orElse(null),
                handledBy.orElse(null),
                item.map(ItemKey::toString).orElse(null),
                EnumMapper.OBSERVED_STATE.toApi(claim.observed()),
                claim.planned().map(EnumMapper.ACTION::toApi).orElse(null),
                claim.hold().map(EnumMapper.HOLD::toApi).orElse(null),
                projection.endangered().map(EnumMapper.ENDANGERED::toApi).orElse(null),
                claim.fingerprint().map(ItemStatusMapper::externalRef).orElse(null),
                claim.trash().map(ItemStatusMapper::trashInfo).orElse(null),
                claim.lastAction().map(ItemStatusMapper::lastAction).orElse(null),
                drift(claim.drift()),
                conditions.list());
    }

    /** The claim status in a status; {@link ClaimStatus#NONE} if there is none. */
    public static ClaimStatus claimStatus(@Nullable TrashedItemStatus status) {
        if (status == null) {
            return ClaimStatus.NONE;
        }
        Optional<Readiness> readiness = Conditions.readiness(status.conditions());
        return new ClaimStatus(
                Optional.ofNullable(status.observedGeneration()).orElse(ClaimStatus.NONE.observedGeneration()),
                Optional.ofNullable(status.lastHandledReconcileAt()),
                EnumMapper.OBSERVED_STATE.toModel(status.observedState(), ObservedState.UNKNOWN),
                Optional.ofNullable(status.plannedAction()).map(EnumMapper.ACTION::toModel),
                // A status written before the field existed has its hold in the conditions alone; a current one with a
                // hold always has the field.
                Optional.ofNullable(status.hold()).map(EnumMapper.HOLD::toModel).or(() -> readiness.flatMap(Hold::of)),
                readiness,
                Optional.ofNullable(status.externalRef()).flatMap(ItemStatusMapper::fingerprint),
                Optional.ofNullable(status.trash()).map(ItemStatusMapper::trashFacts),
                Optional.ofNullable(status.lastAction()).map(ItemStatusMapper::lastAction),
                Optional.ofNullable(status.drift()).map(ItemStatusMapper::drift).orElse(Drift.NONE));
    }

    /** The projection that a status shows. Whether the finalizer may be removed is not part of it. */
    public static ItemProjection projection(@Nullable TrashedItemStatus status) {
        Optional<CleanupWarning> warning = Optional.ofNullable(status).flatMap(found -> warning(found.conditions()));
        Optional<Endangered> endangered = Optional.ofNullable(status)
                .flatMap(found -> Optional.ofNullable(found.endangered()))
                .map(EnumMapper.ENDANGERED::toModel);
        return new ItemProjection(claimStatus(status), warning, endangered, Disposition.KEEP);
    }

    private static Optional<CleanupWarning> warning(List<Condition> conditions) {
        return Conditions.find(conditions, ConditionType.CleanupImminent)
                .flatMap(condition -> Stream.of(CleanupWarning.Stage.values())
                        .filter(stage -> stage.text().equals(condition.reason()))
                        .findFirst()
                        .map(stage -> new CleanupWarning(stage, condition.message())));
    }

    private static ExternalRef externalRef(ItemIdentity fingerprint) {
        return new ExternalRef(
                fingerprint.workspace().slug(),
                // As it was before there were regions, so that an upgrade rewrites nothing.
                fingerprint.workspace().region() == Region.US
                        ? null
                        : EnumMapper.REGION.toApi(fingerprint.workspace().region()),
                fingerprint.id().orElse(null),
                fingerprint.parentId().orElse(null),
                fingerprint.name().orElse(null),
                fingerprint.url().orElse(null),
                fingerprint.parentUrl().orElse(null),
                fingerprint.createdAt().orElse(null));
    }

    private static Optional<ItemIdentity> fingerprint(ExternalRef ref) {
        return workspace(ref)
                .map(workspace -> new ItemIdentity(
                        workspace,
                        Optional.ofNullable(ref.id()),
                        Optional.ofNullable(ref.parentId()),
                        Optional.ofNullable(ref.name()),
                        Optional.ofNullable(ref.url()),
                        Optional.ofNullable(ref.parentUrl()),
                        Optional.ofNullable(ref.createdAt())));
    }

    /** The workspace in which an item was seen. */
    static Optional<WorkspaceId> workspace(ExternalRef ref) {
        return FieldValidator.text(ref.workspace())
                .map(slug -> new WorkspaceId(EnumMapper.REGION.toModel(ref.region(), Region.US), slug));
    }

    private static TrashInfo trashInfo(TrashFacts facts) {
        return new TrashInfo(
                facts.deletedAt().orElse(null),
                facts.deletedBy().orElse(null),
                facts.deletedByName().orElse(null),
                facts.scheduledCleanupAt().orElse(null),
                facts.cleanupEstimated() ? true : null,
                shown(facts.scheduledCleanupAt(), facts.cleanupEstimated()),
                facts.parentInTrash(),
                facts.cleanupDeleteImages().orElse(null));
    }

    /** The date of a purge as a column shows it. */
    static @Nullable String shown(Optional<Instant> cleanupAt, boolean estimated) {
        return cleanupAt
                .map(at -> (estimated ? "~" : "") + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse(null);
    }

    private static TrashFacts trashFacts(TrashInfo info) {
        return new TrashFacts(
                Optional.ofNullable(info.deletedAt()),
                Optional.ofNullable(info.deletedBy()),
                Optional.ofNullable(info.deletedByName()),
                Optional.ofNullable(info.scheduledCleanupAt()),
                Boolean.TRUE.equals(info.parentInTrash()),
                Optional.ofNullable(info.cleanupDeleteImages()),
                Boolean.TRUE.equals(info.cleanupEstimated()));
    }

    private static TrashedItemStatus.LastAction lastAction(LastAction action) {
        return new TrashedItemStatus.LastAction(
                EnumMapper.ACTION.toApi(action.action()),
                action.at(),
                EnumMapper.OUTCOME.toApi(action.outcome()),
                action.message(),
                action.planDigest().orElse(null),
                action.expectedId().map(InternalId::value).orElse(null),
                action.trashedAt().orElse(null),
                action.unconfirmed() == 0 ? null : action.unconfirmed(),
                action.cause().orElse(null));
    }

    private static LastAction lastAction(TrashedItemStatus.LastAction action) {
        return new LastAction(
                EnumMapper.ACTION.toModel(action.action()),
                action.at(),
                EnumMapper.OUTCOME.toModel(action.outcome()),
                Optional.ofNullable(action.message()).orElse(""),
                Optional.ofNullable(action.expectedId()).map(InternalId::new),
                Optional.ofNullable(action.trashedAt()),
                Optional.ofNullable(action.planDigest()),
                Optional.ofNullable(action.unconfirmed()).orElse(0),
                Optional.ofNullable(action.cause()));
    }

    private static TrashedItemStatus.@Nullable Drift drift(Drift drift) {
        return drift.equals(Drift.NONE)
                ? null
                : new TrashedItemStatus.Drift(
                        drift.reachedState()
                                .map(EnumMapper.OBSERVED_STATE::toApi)
                                .orElse(null),
                        drift.reversals(),
                        drift.trashedBy().flatMap(TrashedBy::at).orElse(null),
                        drift.trashedBy().flatMap(TrashedBy::uid).orElse(null),
                        drift.trashedBy().flatMap(TrashedBy::name).orElse(null));
    }

    private static Drift drift(TrashedItemStatus.Drift drift) {
        return new Drift(
                Optional.ofNullable(drift.reachedState()).map(EnumMapper.OBSERVED_STATE::toModel),
                drift.reversals(),
                TrashedBy.of(
                        Optional.ofNullable(drift.deletedAt()),
                        Optional.ofNullable(drift.deletedBy()),
                        Optional.ofNullable(drift.deletedByName())));
    }
}
