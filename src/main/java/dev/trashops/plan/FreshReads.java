package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fresh look that each action needs: what must be read again before it is sent, and how fresh that has to be. */
record FreshReads(PlanInput input) {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration FRESH_ITEM = Duration.ofSeconds(30);
    private static final Duration FRESH_DETAIL = Duration.ofSeconds(60);
    private static final Duration PER_DETAIL = Duration.ofMillis(500);

    List<ReadRequest> before(ActionKind kind, ClaimFacts facts) {
        return kind == ActionKind.RESTORE ? List.of(listing()) : beforeTrash(facts);
    }

    private ReadRequest listing() {
        return new ReadRequest(new ReadTarget.Trash(), input.now().minus(FRESH));
    }

    /** The slow reads come first, so that the quick ones are still fresh when the call is made. */
    private List<ReadRequest> beforeTrash(ClaimFacts facts) {
        String slug = facts.item().slug();
        Instant fresh = input.now().minus(FRESH_ITEM);
        // Whatever may be lost, a version is also read itself; a project and the workflows are read below.
        boolean exact = facts.acknowledgesEverything() && facts.item().type() != ItemType.VERSION;
        Stream<ReadRequest> details = exact ? Stream.empty() : details(facts.item());
        ReadTarget itself =
                facts.item().type() == ItemType.WORKFLOW ? new ReadTarget.Workflows() : new ReadTarget.Project(slug);
        return Stream.concat(details, Stream.of(new ReadRequest(itself, fresh), listing()))
                .toList();
    }

    private Stream<ReadRequest> details(ItemKey item) {
        Instant now = input.now();
        return switch (item.type()) {
            case WORKFLOW -> Stream.empty();
            case VERSION -> Stream.of(detail(item.slug(), item.version(), now.minus(FRESH_ITEM)));
            case PROJECT -> {
                List<ActiveVersion> versions = Optional.ofNullable(
                                input.inventory().contents().get(item.slug()))
                        .flatMap(ReadResult::found)
                        .map(ProjectContents::versions)
                        .orElse(List.of());
                Instant fresh = now.minus(FRESH_DETAIL).minus(PER_DETAIL.multipliedBy(versions.size()));
                yield versions.stream().map(version -> detail(item.slug(), version.number(), fresh));
            }
        };
    }

    private static ReadRequest detail(String project, int version, Instant begunAfter) {
        return new ReadRequest(new ReadTarget.Version(project, version), begunAfter);
    }
}
