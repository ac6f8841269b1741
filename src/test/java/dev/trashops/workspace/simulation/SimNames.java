package dev.trashops.workspace.simulation;

import dev.trashops.ManualClock;
import dev.trashops.plan.model.Acknowledgement;
import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.DeletionPolicy;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.InternalId;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.Tristate;
import dev.trashops.workspace.fake.FakeItem;
import dev.trashops.workspace.fake.FakeKubernetes;
import dev.trashops.workspace.fake.FakeListing.Oddity;
import dev.trashops.workspace.fake.FakeModels;
import dev.trashops.workspace.fake.FakeModels.Names;
import dev.trashops.workspace.fake.FakeRoboflowGateway;
import dev.trashops.workspace.fake.FaultInjector;
import dev.trashops.workspace.simulation.SimCounts.Rarity;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What things are called in one history, and how people rename them and use names again. */
final class SimNames {
    private static final List<List<String>> POOLS = List.of(
            List.of("p0", "p1", "p2", "p3", "p4", "p5"),
            List.of("-p0", "u.s.-coins.p1", "_p2", "P0", "p0", "-x9y8z"),
            List.of("-ab1cd", "P1", "p1", "_p0", "u.s.-p2", "p.1"));

    private final FaultInjector faults;
    private final FakeRoboflowGateway roboflow;
    private final ManualClock clock;
    private final int projects;
    private final SimCounts counts;
    private final List<String> pool;
    private final Map<String, Set<String>> references = new HashMap<>();

    SimNames(FaultInjector faults, FakeRoboflowGateway roboflow, ManualClock clock, int projects, SimCounts counts) {
        this.counts = counts;
        this.faults = faults;
        this.roboflow = roboflow;
        this.clock = clock;
        this.projects = projects;
        this.pool = POOLS.get(Math.max(0, faults.below(4) - 1));
        if (faults.chance(0.5)) {
            Set<Oddity> odd = EnumSet.noneOf(Oddity.class);
            for (Oddity oddity : Oddity.values()) {
                if (faults.chance(0.35)) {
                    odd.add(oddity);
                }
            }
            if (odd.contains(Oddity.OLD_NAMES)) {
                counts.add(Rarity.LISTING_WITH_OLD_NAMES);
            }
            counts.add(Rarity.ODD_LISTING);
            roboflow.listing().show(odd);
        }
    }

    /** The name that a project has in the beginning. */
    String project(int number) {
        return pool.get(number);
    }

    String workflow(int number) {
        return "w" + number;
    }

    /** Globs that fit some of the names. */
    List<String> globs() {
        return Stream.concat(
                        Stream.of("*", "*1", "?2", "-*", "u.s.*")
                                .filter(glob -> !glob.equals("*") || faults.chance(0.2)),
                        pool.stream().limit(4).flatMap(name -> Stream.of(name, name.substring(0, 1) + "*")))
                .toList();
    }

    /** A name that means something, mostly: that of the beginning, or one that things have been renamed to. */
    String somePurposeful(int number) {
        return faults.chance(0.7) ? project(number) : faults.oneOf(pool);
    }

    /** One that exists, by its present name. */
    Optional<ItemKey> someTraining() {
        return faults.pick(Stream.concat(roboflow.active().values().stream(), roboflow.trash().stream())
                        .filter(thing -> thing.is(ItemType.TRAINING))
                        .toList())
                .map(FakeItem::key);
    }

    /** Some projects are public, and some workflows name models. */
    void publishAndRefer(int workflows) {
        for (int p = 0; p < projects; p++) {
            if (faults.chance(0.15)) {
                roboflow.publish(ItemKey.project(project(p)), faults.chance(0.8) ? Tristate.YES : Tristate.UNKNOWN);
            }
        }
        roboflow.models().tell(faults.oneOf(List.of(Names.values())));
        for (int w = 0; w < workflows; w++) {
            if (faults.chance(0.3)) {
                String model = model();
                roboflow.models().specify(workflow(w), model);
                references.put(
                        Objects.requireNonNull(roboflow.active().get(ItemKey.workflow(workflow(w))))
                                .id(),
                        Set.of(model.toLowerCase(Locale.ROOT)));
            }
        }
    }

    /** By the number of its version, or by a name of its own. */
    private String model() {
        List<FakeItem> things = roboflow.active().values().stream()
                .filter(thing -> thing.is(ItemType.VERSION) || thing.is(ItemType.TRAINING))
                .toList();
        return faults.chance(0.5)
                ? FakeModels.nameOf(faults.oneOf(things))
                : project(faults.below(projects)) + "/" + (1 + faults.below(3));
    }

    /** What each workflow names, by its internal id. */
    Map<String, Set<String>> references() {
        return references;
    }

    /** Somebody renames a project or workflow, mostly an active one. */
    void rename() {
        boolean workflow = faults.chance(0.2);
        ItemType type = workflow ? ItemType.WORKFLOW : ItemType.PROJECT;
        String name = workflow ? workflow(faults.below(projects + 1)) : faults.oneOf(pool);
        if (faults.chance(0.2)) {
            List<FakeItem> inTrash =
                    roboflow.trash().stream().filter(thing -> thing.is(type)).toList();
            faults.pick(inTrash).ifPresent(thing -> {
                roboflow.renameInTrash(thing, name);
                counts.add(Rarity.RENAME_IN_TRASH);
            });
            return;
        }
        List<FakeItem> active = roboflow.active().values().stream()
                .filter(thing -> thing.is(type))
                .toList();
        faults.pick(active)
                .filter(thing -> roboflow.rename(thing.key(), name))
                .ifPresent(thing -> counts.add(Rarity.RENAME));
    }

    /** Somebody uses a name again that another project had, or has in the Trash. */
    void createNamesake() {
        String name = faults.oneOf(pool);
        ItemKey project = ItemKey.project(name);
        if (!roboflow.isActive(project)) {
            roboflow.create(project, clock.instant(), false);
            roboflow.create(ItemKey.version(name, 1), clock.instant(), faults.chance(0.2));
            counts.add(Rarity.NAMESAKE);
        }
    }

    /** The id of the item, if it has one; now and then that of something else, or of nothing. */
    private Optional<InternalId> pinned(ItemKey item) {
        boolean forged = faults.chance(0.15);
        if (forged) {
            counts.add(Rarity.FORGED_ID);
        }
        return forged && faults.chance(0.3)
                ? Optional.of(new InternalId("forged"))
                : Stream.concat(roboflow.active().values().stream(), roboflow.trash().stream())
                        .filter(thing -> thing.is(item.type()))
                        .filter(thing -> thing.key().equals(item) != forged)
                        .findFirst()
                        .map(thing -> new InternalId(thing.id()));
    }

    /** A version has been trained, or a training has ended with a model. */
    void train() {
        List<FakeItem> untrained = roboflow.active().values().stream()
                .filter(thing -> !thing.trained() && (thing.is(ItemType.VERSION) || thing.is(ItemType.TRAINING)))
                .toList();
        faults.pick(untrained).ifPresent(thing -> {
            roboflow.gainModel(thing.key());
            counts.add(Rarity.NEW_MODEL);
        });
    }

    /** Somebody renames a manifest: the new name is applied, then the old one deleted, perhaps a little later. */
    void renameManifest(FakeKubernetes kube, Claim old) {
        DeletionPolicy deletion = faults.chance(0.7) ? DeletionPolicy.RESTORE : DeletionPolicy.ORPHAN;
        kube.write(
                old.policy(),
                old.item(),
                old.spec().pinnedId(),
                old.spec().acknowledged(),
                old.spec().desired(),
                deletion,
                clock.instant());
        kube.delete(old.id().uid());
        counts.add(Rarity.RENAMED_MANIFEST);
    }

    /** Somebody writes a resource, now and then with the id of the item, or with acknowledgements. */
    void writeClaim(FakeKubernetes kube, PolicyId policy, ItemKey item, DesiredState desired, Instant now) {
        boolean pins = item.type() != ItemType.TRAINING && faults.chance(0.3);
        Optional<InternalId> id = pins ? pinned(item) : Optional.empty();
        id.ifPresent(any -> counts.add(Rarity.PINNED_ID));
        Set<Acknowledgement> acknowledged = EnumSet.noneOf(Acknowledgement.class);
        for (Acknowledgement one : Acknowledgement.values()) {
            if (faults.chance(0.1)) {
                acknowledged.add(one);
            }
        }
        DeletionPolicy deletion = faults.chance(0.3) ? DeletionPolicy.RESTORE : DeletionPolicy.ORPHAN;
        kube.write(policy, item, id, acknowledged, desired, deletion, now);
    }
}
