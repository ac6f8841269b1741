package dev.trashops.roboflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.roboflow.http.AccessLevel;
import dev.trashops.roboflow.http.RoboflowConfig;
import dev.trashops.workspace.port.RoboflowGateway;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RoboflowGatewayFactoryTest {
    private static final ItemKey ITEM = ItemKey.project("p");
    private static final JavaClasses PACKAGE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.trashops.roboflow");

    @Test
    void thePowerOfTheProcessPicksTheGateway() {
        RoboflowGateway observe = of(AccessLevel.OBSERVE);
        assertThat(observe).isExactlyInstanceOf(RoboflowGatewayFactory.ReadingGateway.class);
        assertThat(observe.restorer(us("ws"), RoboflowFixture.KEY)).isEmpty();
        assertThat(observe.trasher(us("ws"), RoboflowFixture.KEY, ITEM)).isEmpty();

        RoboflowGateway restore = of(AccessLevel.RESTORE);
        assertThat(restore).isExactlyInstanceOf(RoboflowGatewayFactory.RestoringGateway.class);
        assertThat(restore.restorer(us("ws"), RoboflowFixture.KEY)).isPresent();
        assertThat(restore.trasher(us("ws"), RoboflowFixture.KEY, ITEM)).isEmpty();

        RoboflowGateway all = of(AccessLevel.ALL);
        assertThat(all).isExactlyInstanceOf(RoboflowGatewayFactory.FullGateway.class);
        assertThat(all.restorer(us("ws"), RoboflowFixture.KEY)).isPresent();
        assertThat(all.trasher(us("ws"), RoboflowFixture.KEY, ITEM)).isPresent();
    }

    @Test
    void whatReadsKnowsNothingThatCouldWrite() {
        noClasses()
                .that()
                .haveSimpleName("ReadingGateway")
                .or()
                .haveSimpleName("WorkspaceReader")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(TrashRestorer|ItemTrasher|RoboflowApi\\$(Restores|Trashes))")
                .check(PACKAGE);
        noClasses()
                .that()
                .haveSimpleName("RestoringGateway")
                .or()
                .haveSimpleName("TrashRestorer")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(ItemTrasher|RoboflowApi\\$Trashes)")
                .check(PACKAGE);
    }

    @Test
    void onlyTheInnermostClientRevealsTheKey() {
        noClasses()
                .that()
                .doNotHaveSimpleName("AuthenticatingClient")
                .should()
                .callMethod(dev.trashops.workspace.port.ApiKey.class, "reveal")
                .check(PACKAGE);
    }

    @Test
    void thePackageKnowsThePortAndTheVocabularyOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.trashops.roboflow..",
                        "dev.trashops.workspace.port..",
                        "dev.trashops.plan.model..",
                        "java..",
                        "javax.net..",
                        "feign..",
                        "okhttp3..",
                        "kotlin..",
                        "com.fasterxml.jackson..",
                        "io.github.bucket4j..",
                        "org.slf4j..",
                        "org.jspecify..")
                .check(PACKAGE);
    }

    private static RoboflowGateway of(AccessLevel power) {
        RoboflowConfig all = RoboflowConfig.defaults(Clock.systemUTC());
        return RoboflowFixture.gateway(new RoboflowConfig(
                all.baseUris(),
                all.placement(),
                power,
                all.connectTimeout(),
                all.callTimeout(),
                all.rate(),
                all.burst(),
                all.maxBytes(),
                all.showNames(),
                all.clock()));
    }
}
