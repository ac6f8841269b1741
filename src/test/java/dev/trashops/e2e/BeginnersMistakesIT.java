package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.api.v1alpha1.Condition;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicyStatus;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a beginner gets wrong, kubectl or a condition says what to write instead: the table is {@code mistakes.yaml}. */
@RealKube
@TestInstance(Lifecycle.PER_CLASS)
class BeginnersMistakesIT {
    private static final Path PAGE = Path.of("examples", "README.md");

    private final KubeSpace space;
    private final Kubectl kubectl;
    private final Team team;
    private final Roboflow us = Roboflow.builtIn();
    private final Roboflow eu = Roboflow.with();
    private final Product product;

    BeginnersMistakesIT(KubeSpace space, @TempDir Path folder) throws Exception {
        this.space = space;
        this.kubectl = new Kubectl(space);
        this.team = new Team(space, folder);
        product = Product.start(
                space, folder, us.uri(), "--roboflow-eu-api-url", eu.uri().toString());
    }

    @BeforeAll
    void applyAllThatIsTaken() {
        team.apply(taken().flatMap(mistake -> mistake.documents().stream()).toArray(String[]::new));
    }

    @AfterAll
    void stop() throws Exception {
        product.close();
        us.close();
        eu.close();
    }

    static Stream<Mistake> refused() {
        return Mistake.all().stream().filter(mistake -> mistake.kind().isEmpty());
    }

    static Stream<Mistake> taken() {
        return Mistake.all().stream().filter(mistake -> mistake.kind().isPresent());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void kubectlRefusesIt(Mistake mistake) throws Exception {
        Kubectl.Answer answer =
                kubectl.run("apply", "-f", team.file(mistake.documents()).toString());
        assertThat(answer.output()).contains(mistake.refusal());
        assertThat(answer.code()).isNotZero();
        if (mistake.explained().isPresent()) {
            assertThat(Files.readString(PAGE)).contains(mistake.explained().get());
        }
    }

    @ParameterizedTest
    @MethodSource("taken")
    void aConditionTellsOfIt(Mistake mistake) {
        String reason = mistake.reason().orElseThrow();
        await(mistake.name() + ": " + mistake)
                .atMost(Team.PATIENCE)
                .untilAsserted(() -> assertThat(conditions(mistake))
                        .filteredOn(condition -> condition.reason().equals(reason))
                        .isNotEmpty()
                        .allSatisfy(condition ->
                                assertThat(condition.message()).contains(mistake.message(space.namespace()))));
    }

    @Test
    void thereAreManyAndEachHasWordsToBeRead() {
        assertThat(refused().filter(mistake -> mistake.explained().isEmpty())).hasSizeGreaterThan(30);
        assertThat(taken()).hasSizeGreaterThan(10);
        assertThat(Mistake.all()).extracting(Mistake::mistake).doesNotHaveDuplicates();
        assertThat(Mistake.all())
                .allSatisfy(mistake -> assertThat(
                                Stream.concat(mistake.refusal().stream(), mistake.message(space.namespace()).stream()))
                        .isNotEmpty());
    }

    private List<Condition> conditions(Mistake mistake) {
        return mistake.kind().orElseThrow().equals("TrashedItem")
                ? Optional.ofNullable(space.client()
                                .resources(TrashedItem.class)
                                .inNamespace(space.namespace())
                                .withName(mistake.name())
                                .require()
                                .getStatus())
                        .map(TrashedItemStatus::conditions)
                        .orElse(List.of())
                : Optional.ofNullable(space.client()
                                .resources(RoboflowTrashPolicy.class)
                                .inNamespace(space.namespace())
                                .withName(mistake.name())
                                .require()
                                .getStatus())
                        .map(RoboflowTrashPolicyStatus::conditions)
                        .orElse(List.of());
    }
}
