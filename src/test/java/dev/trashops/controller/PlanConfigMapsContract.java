package dev.trashops.controller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.ApiNames;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.PolicyMapper;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.PublishedPlan;
import dev.trashops.controller.record.DeletionLedgerConfigMap;
import dev.trashops.controller.record.NameConflicts;
import dev.trashops.controller.record.PlanConfigMaps;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.DeletionLedger;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has to hold of plans and deletion books on every API server. */
abstract class PlanConfigMapsContract {
    private static final ItemKey VERSION = ItemKey.version("my-detector", 3);
    private static final ItemKey PROJECT = ItemKey.project("My_Detector");
    private final ResourceIndex catalog = new ResourceIndex(Shard.EVERYTHING);
    private boolean turn = true;

    @SuppressWarnings("NullAway.Init")
    private RoboflowTrashPolicy resource;

    abstract KubernetesClient client();

    abstract String namespace();

    @BeforeEach
    void createPolicy() {
        resource = client().resource(ResourceFixture.policy(namespace(), "team", ResourceFixture.POLICY))
                .create();
    }

    @Test
    void aPlanIsPublishedForPeopleAndFoundAgainByItsDigest() {
        TrashPlan plan = plan("version my-detector/3 created 2026-01-01T00:00:00Z", "project old");
        PlanConfigMaps papers = plans();
        papers.publish(resource, plan);
        String name = "team-plan-" + plan.digest().substring("sha256:".length(), "sha256:".length() + 8);
        ConfigMap paper = paper(name).orElseThrow();
        assertThat(paper.getImmutable()).isTrue();
        assertThat(paper.getData())
                .containsEntry("digest", plan.digest())
                .containsEntry("workspace", "acme")
                .containsEntry("plan.txt", "project old\nversion my-detector/3 created 2026-01-01T00:00:00Z\n");
        assertThat(paper.getMetadata().getLabels())
                .containsEntry(ApiNames.POLICY_LABEL, "team")
                .containsEntry("app.kubernetes.io/managed-by", "roboflow-trash-operator");
        assertThat(paper.getMetadata().getOwnerReferences()).singleElement().satisfies(owner -> {
            assertThat(owner.getUid()).isEqualTo(resource.getMetadata().getUid());
            assertThat(owner.getController()).isTrue();
            assertThat(owner.getBlockOwnerDeletion()).isNull();
        });
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
        assertThat(plans().find(policy(), plan.digest()))
                .as("after a restart")
                .isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aPlanThatIsTooLongForAConfigMapIsPacked() {
        TrashPlan plan = TrashPlan.of(
                "acme",
                IntStream.range(0, 6000)
                        .mapToObj(number -> "version " + "long-slug-".repeat(12) + "/" + number)
                        .toList());
        plans().publish(resource, plan);
        ConfigMap paper = papers().get(0);
        assertThat(paper.getData()).doesNotContainKey("plan.txt");
        assertThat(paper.getBinaryData()).containsKey("plan.txt.gz");
        assertThat(plans().find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aPlanThatNobodyPublishedIsMissing() {
        assertThat(plans().find(policy(), "sha256:" + "0a".repeat(32))).isEqualTo(new ApprovedPlanLookup.Missing());
        assertThat(plans().find(policy(), "latest")).isEqualTo(new ApprovedPlanLookup.Missing());
    }

    @Test
    void aPlanThatSomebodyReplacedIsMissingAndPublishedAnew() {
        TrashPlan plan = plan("project old");
        PlanConfigMaps papers = plans();
        papers.publish(resource, plan);
        ConfigMap paper = papers().get(0);
        delete(paper);
        create(new ConfigMapBuilder(paper)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .endMetadata()
                .addToData("plan.txt", "project production\n")
                .build());
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        papers.publish(resource, plan);
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aPlanThatSomebodyDeletedIsPublishedAnewOnceItsAbsenceIsNoticed() {
        TrashPlan plan = plan("project old");
        PlanConfigMaps papers = plans();
        papers.publish(resource, plan);
        delete(papers().get(0));
        papers.publish(resource, plan);
        assertThat(papers()).as("at rest nothing is read").isEmpty();
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        papers.publish(resource, plan);
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Found(plan));
    }

    @Test
    void aForeignConfigMapInThePlaceOfAPlanIsLeftAloneAndCountsForNothing() {
        TrashPlan plan = plan("project old");
        ConfigMap paper = published("project old");
        delete(paper);
        ConfigMap foreign = create(new ConfigMapBuilder(paper)
                .editMetadata()
                .withResourceVersion(null)
                .withUid(null)
                .withOwnerReferences()
                .endMetadata()
                .build());
        PlanConfigMaps papers = plans();
        papers.publish(resource, plan);
        assertThat(papers.shown(resource, FakeLoop.policyView(policy(), Optional.of(plan))))
                .contains(new PublishedPlan(plan.digest(), Optional.empty()));
        assertThat(papers.find(policy(), plan.digest())).isEqualTo(new ApprovedPlanLookup.Missing());
        assertThat(papers()).containsExactly(foreign);
    }

    @Test
    void theNewestFivePlansAndTheApprovedOneAreKeptAndNothingElseIsTouched() {
        TrashPlan approved = plan("project approved");
        plans().publish(resource, approved);
        resource = client().resource(ResourceFixture.policy(
                        namespace(),
                        "team",
                        ResourceFixture.POLICY.replace(
                                "interval: 10s",
                                "approvedPlan: {digest: '" + approved.digest() + "', until: 2026-05-01T00:00:00Z}")))
                .update();
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        books.enter(policy(), entry(VERSION));
        create(new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace())
                .withName("team-plan-of-a-person")
                .withLabels(PolicyOwner.of(resource).labels())
                .endMetadata()
                .build());
        for (int number = 0; number < 8; number++) {
            plans().publish(resource, plan("project p" + number));
        }
        assertThat(plans().find(policy(), approved.digest())).isEqualTo(new ApprovedPlanLookup.Found(approved));
        assertThat(plans().find(policy(), plan("project p7").digest())).isInstanceOf(ApprovedPlanLookup.Found.class);
        assertThat(paper("team-plan-of-a-person")).isPresent();
        assertThat(books().read(policy()).orElseThrow().entries()).hasSize(1);
        // The approved one may be among the newest five, as the server tells times in whole seconds.
        assertThat(papers().size() - 2).isBetween(5, 6);
    }

    @Test
    void aDeletionBookIsEmptyUntilSomethingIsEnteredAndOutlivesRestarts() {
        DeletionLedgerConfigMap books = books();
        assertThat(books.read(policy())).contains(DeletionLedger.EMPTY);
        assertThat(papers()).as("reading creates nothing").isEmpty();
        assertThat(books.enter(policy(), entry(VERSION))).isTrue();
        assertThat(books.enter(policy(), entry(PROJECT))).isTrue();
        DeletionLedger.Entry again = new DeletionLedger.Entry(
                VERSION,
                Optional.empty(),
                ControllersFixture.NOW.plusMillis(1),
                "uid-2",
                Optional.of("prune"),
                Optional.of("sha256:1"));
        assertThat(books.enter(policy(), again)).isTrue();
        assertThat(books().read(policy())).contains(DeletionLedger.of(List.of(again, entry(PROJECT))));
        assertThat(papers()).singleElement().satisfies(paper -> {
            assertThat(paper.getMetadata().getName()).matches("team-trashed-[0-9a-f]{8}");
            assertThat(PolicyOwner.of(resource).owns(paper)).isTrue();
            assertThat(paper.getData()).containsOnlyKeys("version.my-detector.3", "project.My_Detector");
        });
    }

    @Test
    void anEntryIsOnlyMadeOnTopOfWhatWasRead() {
        DeletionLedgerConfigMap one = books();
        DeletionLedgerConfigMap other = books();
        assertThat(one.enter(policy(), entry(VERSION))).as("nothing was read").isFalse();
        one.read(policy());
        other.read(policy());
        assertThat(other.enter(policy(), entry(PROJECT))).isTrue();
        assertThat(one.enter(policy(), entry(VERSION)))
                .as("the other one created the book")
                .isFalse();
        assertThat(one.enter(policy(), entry(VERSION)))
                .as("it was not read again")
                .isFalse();
        one.read(policy());
        assertThat(one.enter(policy(), entry(VERSION))).isTrue();
        assertThat(other.enter(policy(), entry(VERSION)))
                .as("the first one wrote to the book")
                .isFalse();
        assertThat(books().read(policy()).orElseThrow().entries()).hasSize(2);
    }

    @Test
    void whoHasNotTheTurnEntersNothing() {
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        turn = false;
        assertThat(books.enter(policy(), entry(VERSION))).isFalse();
        plans().publish(resource, plan("project old"));
        assertThat(papers()).isEmpty();
    }

    @Test
    void aBookThatSomebodyWroteNonsenseIntoIsUnreadable() {
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        books.enter(policy(), entry(VERSION));
        client().resource(papers().get(0))
                .edit(paper -> new ConfigMapBuilder(paper)
                        .addToData("project.a", "yesterday")
                        .build());
        assertThat(books().read(policy())).isEmpty();
        assertThat(books.read(policy())).isEmpty();
        assertThat(books.enter(policy(), entry(PROJECT))).isFalse();
    }

    @Test
    void aBookThatSomebodyEmptiedTakesEntriesAgain() {
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        books.enter(policy(), entry(VERSION));
        ConfigMap emptied = papers().get(0);
        emptied.setData(null);
        client().resource(emptied).update();
        assertThat(books.read(policy())).contains(DeletionLedger.EMPTY);
        assertThat(books.enter(policy(), entry(PROJECT))).isTrue();
        assertThat(books().read(policy()).orElseThrow().entries()).containsOnlyKeys(PROJECT);
    }

    @Test
    void aForeignConfigMapInThePlaceOfABookStopsTheTrashing() {
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        books.enter(policy(), entry(VERSION));
        client().resource(papers().get(0))
                .edit(paper -> new ConfigMapBuilder(paper)
                        .editMetadata()
                        .withOwnerReferences()
                        .endMetadata()
                        .build());
        assertThat(books.read(policy())).isEmpty();
        assertThat(books.enter(policy(), entry(PROJECT))).isFalse();
    }

    @Test
    void aFullBookDropsWhatIsVeryOldAndElseTakesNothing() {
        DeletionLedgerConfigMap books = books();
        books.read(policy());
        books.enter(policy(), entry(VERSION));
        ConfigMap paper = papers().get(0);
        String rest = " note=" + "x".repeat(880 * 1024);
        paper.getData().put("project.old", "at=2020-04-20T17:05:33Z uid=u" + rest);
        client().resource(paper).update();
        books.read(policy());
        DeletionLedger.Entry large = new DeletionLedger.Entry(
                PROJECT,
                Optional.empty(),
                ControllersFixture.NOW,
                "u",
                Optional.of("x".repeat(30 * 1024)),
                Optional.empty());
        assertThat(books.enter(policy(), large)).isTrue();
        assertThat(books().read(policy()).orElseThrow().entries()).containsOnlyKeys(VERSION, PROJECT);

        paper = papers().get(0);
        paper.getData().put("project.new", "at=2026-04-20T17:05:33Z uid=u" + rest);
        client().resource(paper).update();
        books.read(policy());
        assertThat(books.enter(policy(), entry(ItemKey.workflow("checkout")))).isFalse();
        assertThat(books().read(policy()).orElseThrow().entries()).hasSize(3);
    }

    /** The ConfigMap with a plan of those lines. */
    ConfigMap published(String... lines) {
        plans().publish(resource, plan(lines));
        return papers().get(0);
    }

    private PlanConfigMaps plans() {
        return new PlanConfigMaps(client(), conflicts(), () -> turn);
    }

    private DeletionLedgerConfigMap books() {
        return new DeletionLedgerConfigMap(
                client(), conflicts(), Clock.fixed(ControllersFixture.NOW, ZoneOffset.UTC), () -> turn);
    }

    private NameConflicts conflicts() {
        return new NameConflicts(catalog, StatusListener.NONE);
    }

    private Policy policy() {
        return PolicyMapper.policy(resource).valid().orElseThrow();
    }

    private static TrashPlan plan(String... lines) {
        return TrashPlan.of("acme", List.of(lines));
    }

    private static DeletionLedger.Entry entry(ItemKey item) {
        return new DeletionLedger.Entry(
                item, Optional.empty(), ControllersFixture.NOW, "uid-1", Optional.empty(), Optional.empty());
    }

    private Optional<ConfigMap> paper(String name) {
        return papers().stream()
                .filter(paper -> paper.getMetadata().getName().equals(name))
                .findFirst();
    }

    /** Every ConfigMap of the policy; a real API server has some of its own. */
    private List<ConfigMap> papers() {
        return client().configMaps()
                .inNamespace(namespace())
                .withLabels(PolicyOwner.of(resource).labels())
                .list()
                .getItems();
    }

    private ConfigMap create(ConfigMap paper) {
        return client().resource(paper).create();
    }

    private void delete(ConfigMap paper) {
        client().resource(paper).delete();
    }
}
