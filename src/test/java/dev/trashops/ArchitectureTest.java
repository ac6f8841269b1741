package dev.trashops;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.trashops.workspace.port.ApiKey;
import java.time.Clock;
import java.time.Instant;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.trashops", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.trashops..";

    @ArchTest
    static final ArchRule thePlannerKnowsNobody = noClasses()
            .that()
            .resideInAPackage("dev.trashops.plan..")
            .should()
            .dependOnClassesThat()
            .resideOutsideOfPackages("dev.trashops.plan..", "java..", "org.jspecify.annotations..");

    @ArchTest
    static final ArchRule thePlannerAsksNoClock = noClasses()
            .that()
            .resideInAPackage("dev.trashops.plan..")
            .should()
            .accessTargetWhere(readsAClock())
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule theResourcesKnowNobody = knowsOnly("api", "dev.trashops.api..");

    @ArchTest
    static final ArchRule theClientKnowsTheLoopsPortOnly = knowsOnly(
            "roboflow", "dev.trashops.roboflow..", "dev.trashops.workspace.port..", "dev.trashops.plan.model..");

    @ArchTest
    static final ArchRule theLoopKnowsThePlannerOnly =
            knowsOnly("workspace", "dev.trashops.workspace..", "dev.trashops.plan..");

    @ArchTest
    static final ArchRule theControllerKnowsResourcesPlannerAndLoop = knowsOnly(
            "controller",
            "dev.trashops.controller..",
            "dev.trashops.api..",
            "dev.trashops.plan..",
            "dev.trashops.workspace..");

    @ArchTest
    static final ArchRule observabilityKnowsNeitherCommandsNorSandbox = knowsOnly(
            "observability",
            "dev.trashops.observability..",
            "dev.trashops.workspace..",
            "dev.trashops.plan..",
            "dev.trashops.controller..",
            "dev.trashops.api..",
            "dev.trashops.roboflow..");

    @ArchTest
    static final ArchRule theSandboxStandsAlone = knowsOnly("sandbox", "dev.trashops.sandbox..");

    @ArchTest
    static final ArchRule onlyCommandsStartTheSandbox = noClasses()
            .that(resideInAPackage(OURS)
                    .and(resideOutsideOfPackages("dev.trashops", "dev.trashops.cli..", "dev.trashops.sandbox..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.trashops.sandbox..");

    @ArchTest
    static final ArchRule thereIsNoCircle =
            slices().matching("dev.trashops.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsCalledAUtility =
            noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule onlyTheClientRevealsTheKey = noClasses()
            .that(resideOutsideOfPackages("dev.trashops.roboflow..", "dev.trashops.workspace.port"))
            .should()
            .callMethod(ApiKey.class, "reveal");

    private static ArchRule knowsOnly(String name, String... packages) {
        DescribedPredicate<JavaClass> others = resideInAPackage(OURS)
                .and(DescribedPredicate.not(resideInAnyPackage(packages)))
                .as("others of ours");
        return noClasses()
                .that()
                .resideInAPackage("dev.trashops." + name + "..")
                .should()
                .dependOnClassesThat(others)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> readsAClock() {
        return DescribedPredicate.describe("reads a clock", access -> {
            String target = access.getTargetOwner().getName() + "." + access.getName();
            return target.equals(Instant.class.getName() + ".now")
                    || (access.getName().equals("now") && target.startsWith("java.time."))
                    || target.startsWith("java.lang.System.currentTimeMillis")
                    || target.startsWith("java.lang.System.nanoTime");
        });
    }
}
