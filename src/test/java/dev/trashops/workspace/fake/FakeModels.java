package dev.trashops.workspace.fake;

import dev.trashops.plan.model.ActiveTraining;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Tristate;
import dev.trashops.plan.model.WorkflowSpecification;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The models of a workspace in memory, the training runs that made them, and the workflows that use them. */
public final class FakeModels {
    private final Map<ItemKey, List<ActiveTraining>> runs = new HashMap<>();
    private final Map<String, WorkflowSpecification> specifications = new HashMap<>();
    private Names names = Names.OPAQUE;

    /** What the list of runs tells of the names by which workflows call their models. */
    public enum Names {
        SAID,
        /** It gives ids of another form. */
        OPAQUE,
        UNSAID
    }

    /** What answers tell from now on. */
    public void tell(Names what) {
        names = what;
    }

    /** What workflows call the model of a version or training. */
    public static String nameOf(FakeItem thing) {
        return FakeRoboflowGateway.WORKSPACE.slug() + "/m-" + thing.id() + "-"
                + thing.key().version();
    }

    /** The training runs of a version, which has none unless this is said. */
    public void train(ItemKey version, ActiveTraining... own) {
        runs.put(version, List.of(own));
    }

    /** What a workflow is made of, which is nothing unless this is said. */
    public void specify(String workflow, String... strings) {
        specifications.put(workflow, WorkflowSpecification.of(List.of(strings)));
    }

    /** An active version or workflow has another name now. */
    void renamed(FakeItem before, String slug) {
        if (before.is(ItemType.WORKFLOW)) {
            rekey(specifications, before.key().slug(), slug);
        }
        rekey(runs, before.key(), before.key().withSlug(slug));
    }

    private static <K, V> void rekey(Map<K, V> map, K from, K to) {
        V value = map.remove(from);
        if (value != null) {
            map.put(to, value);
        }
    }

    WorkflowSpecification specification(String workflow) {
        return specifications.getOrDefault(workflow, WorkflowSpecification.of(List.of()));
    }

    /** The runs of a version, of which one has made its own model, if it has any. */
    List<ActiveTraining> runs(FakeItem version, Collection<FakeItem> active) {
        List<ActiveTraining> own = version.trained()
                ? List.of(new ActiveTraining(
                        "t-" + version.project() + "-" + version.key().version(),
                        Optional.empty(),
                        Tristate.YES,
                        Tristate.NO,
                        ids(version)))
                : List.of();
        Stream<ActiveTraining> parts = active.stream()
                .filter(part ->
                        part.is(ItemType.TRAINING) && part.key().ancestors().contains(version.key()))
                .map(part -> new ActiveTraining(
                        part.id(),
                        Optional.of(part.created()),
                        part.trained() ? Tristate.YES : Tristate.NO,
                        Tristate.NO,
                        part.trained() ? ids(part) : Set.of()));
        return Stream.concat(runs.getOrDefault(version.key(), own).stream(), parts)
                .toList();
    }

    private Set<String> ids(FakeItem thing) {
        return switch (names) {
            case SAID -> Set.of(nameOf(thing));
            case OPAQUE -> Set.of("model-" + thing.project() + "-" + thing.key().version());
            case UNSAID -> Set.of();
        };
    }
}
