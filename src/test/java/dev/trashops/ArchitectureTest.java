package dev.trashops;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.trashops.workspace.port.ApiKey;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.trashops", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String HOME = "dev.trashops.";
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

    /** Each room with the rooms it may import, besides itself and what its rooms hold. */
    private static final Map<String, List<String>> ROOMS = Map.ofEntries(
            room("api.v1alpha1"),
            room("plan.model"),
            room("plan.observe", "plan.model"),
            room("plan.history", "plan.model", "plan.observe"),
            room("plan.rules", "plan.model", "plan.observe", "plan.history"),
            room("plan.checks", "plan.model", "plan.observe", "plan.history", "plan.rules"),
            room("plan.release", "plan.model", "plan.observe", "plan.history", "plan.rules", "plan.checks"),
            room("plan.projection", "plan.model", "plan.observe", "plan.history", "plan.rules", "plan.checks"),
            room("plan", "plan.."),
            room("workspace.port", "plan.model"),
            room("workspace", "workspace.port", "plan", "plan.model", "plan.observe", "plan.release"),
            room("roboflow.json", "plan.model"),
            room("roboflow.network"),
            room("roboflow.http", "roboflow.network", "roboflow.json", "workspace.port", "plan.model"),
            room("roboflow", "roboflow.http", "roboflow.json", "workspace.port", "plan.model"),
            room("controller.mapping", "api.v1alpha1", "plan.model"),
            room("controller.informer", "controller.mapping", "api.v1alpha1", "plan.model"),
            room("controller.write", "controller.mapping", "api.v1alpha1", "plan.model", "workspace.port"),
            room("controller.election", "controller.mapping"),
            room(
                    "controller.record",
                    "controller.mapping",
                    "controller.informer",
                    "controller.write",
                    "api.v1alpha1",
                    "plan.model",
                    "workspace.port"),
            room(
                    "controller.item",
                    "controller.mapping",
                    "controller.informer",
                    "controller.write",
                    "api.v1alpha1",
                    "plan.model",
                    "workspace.port"),
            room(
                    "controller.policy",
                    "controller.item",
                    "controller.record",
                    "controller.mapping",
                    "controller.informer",
                    "controller.write",
                    "api.v1alpha1",
                    "plan.model",
                    "workspace.port"),
            room("controller", "controller..", "api.v1alpha1", "plan.model", "workspace.port", "workspace"),
            room(
                    "observability",
                    "api.v1alpha1",
                    "plan.model",
                    "workspace.port",
                    "roboflow..",
                    "controller.write",
                    "controller.election"));

    @ArchTest
    static void aRoomKnowsOnlyTheRoomsBelowIt(JavaClasses classes) {
        ROOMS.forEach((room, others) -> noClasses()
                .that()
                .resideInAPackage(HOME + room)
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(DescribedPredicate.not(resideInAnyPackage(Stream.concat(Stream.of(room), others.stream())
                                .map(HOME::concat)
                                .toArray(String[]::new))))
                        .as("stand in other rooms than " + others))
                .check(classes));
    }

    @ArchTest
    static void everyRoomIsInTheTable(JavaClasses classes) {
        Set<String> free = Set.of(HOME.substring(0, HOME.length() - 1), HOME + "cli");
        assertThat(classes.stream().map(JavaClass::getPackageName).distinct())
                .filteredOn(room -> !room.startsWith(HOME + "sandbox") && !free.contains(room))
                .map(room -> room.substring(HOME.length()))
                .containsExactlyInAnyOrderElementsOf(ROOMS.keySet());
    }

    @ArchTest
    static final ArchRule theInnerRoomsOfThePlannerAreItsOwn = innerRooms(
            "plan",
            List.of("observe", "history", "rules", "checks", "release", "projection"),
            Set.of("ReadTarget", "ReadRequest", "ReadResult", "TrashSnapshot", "Inventory", "SentDeletion"));

    @ArchTest
    static final ArchRule theInnerRoomsOfTheControllerAreItsOwn = innerRooms(
            "controller",
            List.of("mapping", "informer", "write", "election", "record", "item", "policy"),
            Set.of("Shard", "LabelSelector", "LeaseManager", "PresenceMark", "UninstallFinalizers", "StatusListener"));

    @ArchTest
    static void noSimpleNameMeansTwoThings(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getPackageName().startsWith(HOME + "api")
                                && !type.getPackageName().startsWith(HOME + "sandbox"))
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info")))
                .doesNotHaveDuplicates();
    }

    @ArchTest
    static final ArchRule theSandboxStandsAlone = noClasses()
            .that()
            .resideInAPackage(HOME + "sandbox..")
            .should()
            .dependOnClassesThat(resideInAPackage(OURS).and(resideOutsideOfPackages(HOME + "sandbox..")));

    @ArchTest
    static final ArchRule onlyCommandsStartTheSandbox = noClasses()
            .that(resideInAPackage(OURS)
                    .and(resideOutsideOfPackages("dev.trashops", "dev.trashops.cli..", "dev.trashops.sandbox..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.trashops.sandbox..");

    @ArchTest
    static final ArchRule thereIsNoCircle =
            slices().matching("dev.trashops.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsCalledAUtility =
            noClasses().should().haveSimpleNameEndingWith("Util").orShould().haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule onlyTheClientRevealsTheKey = noClasses()
            .that(resideOutsideOfPackages("dev.trashops.roboflow..", "dev.trashops.workspace.port"))
            .should()
            .callMethod(ApiKey.class, "reveal");

    private static Map.Entry<String, List<String>> room(String name, String... mayImport) {
        return Map.entry(name, List.of(mayImport));
    }

    /** Java has no walls between packages that belong together: outside of {@code parent} only the named classes are known. */
    private static ArchRule innerRooms(String parent, List<String> rooms, Set<String> doors) {
        DescribedPredicate<JavaClass> inner = resideInAnyPackage(
                        rooms.stream().map(room -> HOME + parent + "." + room).toArray(String[]::new))
                .and(DescribedPredicate.describe(
                        "no doors", type -> !doors.contains(outermost(type).getSimpleName())));
        return noClasses()
                .that(resideInAPackage(OURS).and(resideOutsideOfPackages(HOME + parent + "..")))
                .should()
                .dependOnClassesThat(inner);
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass single = type.getBaseComponentType();
        return single.getEnclosingClass().map(ArchitectureTest::outermost).orElse(single);
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
