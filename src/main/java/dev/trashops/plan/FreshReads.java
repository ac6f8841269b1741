package dev.trashops.plan;

import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ReadRequest;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The fresh look that each action needs: what must be read again before it is sent, and how fresh that has to be. */
record FreshReads(PlanInput input, ActionKind kind, ClaimId claim) {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration FRESH_ITEM = Duration.ofSeconds(30);
    private static final Duration FRESH_DETAIL = Duration.ofSeconds(60);
    /** Two requests a version take half a second of the default budget (4/s); the window allows for twice that. */
    private static final Duration PER_VERSION = Duration.ofSeconds(1);
    /**
     * Nobody rebuilds a workflow within minutes of a DELETE, and a batch of them shares one reading: 200 workflows take 50
     * seconds of the budget.
     */
    private static final Duration FRESH_WORKFLOW = Duration.ofMinutes(5);

    private static final Duration PER_WORKFLOW = Duration.ofMillis(500);

    List<ReadRequest> before(ClaimFacts facts) {
        return kind == ActionKind.RESTORE
                ? List.of(new ReadRequest(new ReadTarget.Trash(), fresh(FRESH)))
                : beforeTrash(facts);
    }

    /** The earliest begin of a read that may not be older, unless it was made in the turn that is under way. */
    private Instant fresh(Duration age) {
        return fresh(age, List.of());
    }

    /** The same for one that counts only if it was begun after these, however slow the answers are. */
    private Instant fresh(Duration age, List<ReadRequest> before) {
        Instant earliest = input.now().minus(age);
        return input.turn()
                .flatMap(turn -> turn.since(claim, kind, input.now()))
                .map(since -> before.stream()
                        .flatMap(request -> input.inventory().last(request.read()).stream())
                        .map(ReadResult::begunAt)
                        .filter(since::isBefore)
                        .max(Instant::compareTo)
                        .orElse(since))
                .filter(earliest::isAfter)
                .orElse(earliest);
    }

    /**
     * The reads of which there may be many come first, then the item's own, then the listing. Of the two last ones none is older
     * when the call is made than those two took.
     */
    private List<ReadRequest> beforeTrash(ClaimFacts facts) {
        List<ReadRequest> many = Stream.of(workflows(facts), visibility(facts), versions(facts))
                .flatMap(reads -> reads)
                .toList();
        List<ReadRequest> own = own(facts.item(), fresh(FRESH_ITEM, many));
        ReadRequest listing = new ReadRequest(new ReadTarget.Trash(), fresh(FRESH, own));
        return Stream.of(many, own, List.of(listing)).flatMap(List::stream).toList();
    }

    /** Whatever may be lost, the item itself is read. */
    private static List<ReadRequest> own(ItemKey item, Instant fresh) {
        ReadRequest project = new ReadRequest(new ReadTarget.Project(item.slug()), fresh);
        return switch (item.type()) {
            case WORKFLOW -> List.of(new ReadRequest(new ReadTarget.Workflows(), fresh));
            case PROJECT -> List.of(project);
            case VERSION, TRAINING ->
                Stream.concat(version(item.slug(), item.version(), fresh), Stream.of(project))
                        .toList();
        };
    }

    /** What may use a model that would be lost. */
    private Stream<ReadRequest> workflows(ClaimFacts facts) {
        if (facts.acknowledgesEverything() || !new ModelChecks(input.observed()).mayBeUsed(facts)) {
            return Stream.empty();
        }
        Set<String> slugs = input.inventory()
                .workflows()
                .flatMap(ReadResult::found)
                .map(Map::keySet)
                .orElse(Set.of());
        Instant fresh = fresh(FRESH_WORKFLOW.plus(PER_WORKFLOW.multipliedBy(slugs.size())));
        return Stream.concat(
                        Stream.of(new ReadTarget.Workflows()),
                        slugs.stream().sorted().map(ReadTarget.Workflow::new))
                .map(target -> new ReadRequest(target, fresh));
    }

    /** Where the project itself does not say whether it is public, the list of projects has to. */
    private Stream<ReadRequest> visibility(ClaimFacts facts) {
        boolean saysNothing = Optional.ofNullable(
                        input.inventory().contents().get(facts.item().slug()))
                .flatMap(ReadResult::found)
                .filter(contents -> contents.project().isPublic() == Tristate.UNKNOWN)
                .isPresent();
        boolean asked = facts.item().type() != ItemType.WORKFLOW
                && !facts.acknowledged().contains(Acknowledgement.PUBLIC_PROJECT);
        return asked && saysNothing
                ? Stream.of(new ReadRequest(new ReadTarget.Projects(), fresh(FRESH_DETAIL)))
                : Stream.empty();
    }

    /** What would be lost with a project. */
    private Stream<ReadRequest> versions(ClaimFacts facts) {
        String slug = facts.item().slug();
        if (facts.item().type() != ItemType.PROJECT || facts.acknowledgesEverything()) {
            return Stream.empty();
        }
        List<ActiveVersion> versions = Optional.ofNullable(
                        input.inventory().contents().get(slug))
                .flatMap(ReadResult::found)
                .map(ProjectContents::versions)
                .orElse(List.of());
        Instant fresh = fresh(FRESH_DETAIL.plus(PER_VERSION.multipliedBy(versions.size())));
        return versions.stream().flatMap(version -> version(slug, version.number(), fresh));
    }

    /** The version comes last: only then does it tell what a 404 of its trainings means. */
    private static Stream<ReadRequest> version(String project, int version, Instant begunAfter) {
        return Stream.of(new ReadTarget.Trainings(project, version), new ReadTarget.Version(project, version))
                .map(target -> new ReadRequest(target, begunAfter));
    }
}
