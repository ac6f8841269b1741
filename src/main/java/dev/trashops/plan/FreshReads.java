package dev.trashops.plan;

import dev.trashops.plan.Proofs.Proof;
import dev.trashops.plan.checks.ClaimFacts;
import dev.trashops.plan.checks.ModelChecks;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.ProjectContents;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.observe.ObservedWorkspace;
import dev.trashops.plan.observe.ReadResult;
import dev.trashops.plan.observe.ReadTarget;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The fresh look that each action needs: what must be read again before it is sent, and how fresh that has to be. */
record FreshReads(ObservedWorkspace workspace, ActionKind kind) {
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

    Proofs before(ClaimFacts facts) {
        return kind == ActionKind.RESTORE ? new Proofs(List.of(List.of(listing()))) : beforeTrash(facts);
    }

    private static Proof listing() {
        return new Proof(new ReadTarget.Trash(), FRESH);
    }

    /**
     * The reads of which there may be many come first, then the item's own, then the listing. Of the two last ones none is older
     * when the call is made than those two took.
     */
    private Proofs beforeTrash(ClaimFacts facts) {
        List<Proof> many = Stream.of(workflows(facts), visibility(facts), versions(facts))
                .flatMap(reads -> reads)
                .toList();
        return new Proofs(List.of(many, own(facts.item()), List.of(listing())));
    }

    /** Whatever may be lost, the item itself is read. */
    private static List<Proof> own(ItemKey item) {
        Proof project = new Proof(new ReadTarget.Project(item.slug()), FRESH_ITEM);
        return switch (item.type()) {
            case WORKFLOW -> List.of(new Proof(new ReadTarget.Workflows(), FRESH_ITEM));
            case PROJECT -> List.of(project);
            case VERSION, TRAINING ->
                Stream.concat(version(item.slug(), item.version(), FRESH_ITEM), Stream.of(project))
                        .toList();
        };
    }

    /** What may use a model that would be lost. */
    private Stream<Proof> workflows(ClaimFacts facts) {
        if (facts.acknowledgesEverything() || !new ModelChecks(workspace).mayBeUsed(facts)) {
            return Stream.empty();
        }
        Set<String> slugs = workspace
                .workflows()
                .flatMap(ReadResult::found)
                .map(Map::keySet)
                .orElse(Set.of());
        Duration age = FRESH_WORKFLOW.plus(PER_WORKFLOW.multipliedBy(slugs.size()));
        return Stream.concat(
                        Stream.of(new ReadTarget.Workflows()),
                        slugs.stream().sorted().map(ReadTarget.Workflow::new))
                .map(target -> new Proof(target, age));
    }

    /** Where the project itself does not say whether it is public, the list of projects has to. */
    private Stream<Proof> visibility(ClaimFacts facts) {
        boolean saysNothing = workspace
                .contents(facts.item().slug())
                .flatMap(ReadResult::found)
                .filter(contents -> contents.project().isPublic() == Tristate.UNKNOWN)
                .isPresent();
        boolean asked = facts.item().type() != ItemType.WORKFLOW
                && !facts.acknowledged().contains(Acknowledgement.PUBLIC_PROJECT);
        return asked && saysNothing ? Stream.of(new Proof(new ReadTarget.Projects(), FRESH_DETAIL)) : Stream.empty();
    }

    /** What would be lost with a project. */
    private Stream<Proof> versions(ClaimFacts facts) {
        String slug = facts.item().slug();
        if (facts.item().type() != ItemType.PROJECT || facts.acknowledgesEverything()) {
            return Stream.empty();
        }
        List<ActiveVersion> versions = workspace
                .contents(slug)
                .flatMap(ReadResult::found)
                .map(ProjectContents::versions)
                .orElse(List.of());
        Duration age = FRESH_DETAIL.plus(PER_VERSION.multipliedBy(versions.size()));
        return versions.stream().flatMap(version -> version(slug, version.number(), age));
    }

    /** The version comes last: only then does it tell what a 404 of its trainings means. */
    private static Stream<Proof> version(String project, int version, Duration age) {
        return Stream.of(new ReadTarget.Trainings(project, version), new ReadTarget.Version(project, version))
                .map(target -> new Proof(target, age));
    }
}
