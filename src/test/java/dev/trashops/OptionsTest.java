package dev.trashops;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.trashops.cli.DeploymentConfig;
import dev.trashops.cli.OperatorConfig;
import dev.trashops.roboflow.http.RoboflowConfig;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Options that the command line takes. */
@AnalyzeClasses(packages = "dev.trashops", importOptions = ImportOption.DoNotIncludeTests.class)
class OptionsTest {
    @ArchTest
    static void everyOptionIsReadBySomebody(JavaClasses classes) {
        assertThat(unread(classes, OperatorConfig.class)).isEmpty();
        assertThat(unread(classes, DeploymentConfig.class)).isEmpty();
        assertThat(unread(classes, RoboflowConfig.class)).isEmpty();
    }

    private static List<String> unread(JavaClasses classes, Class<? extends Record> config) {
        JavaClass type = classes.get(config);
        Set<String> read = Stream.concat(calls(type), fieldReads(type)).collect(Collectors.toSet());
        return Arrays.stream(config.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(component -> !read.contains(component))
                .toList();
    }

    private static Stream<String> calls(JavaClass type) {
        return type.getMethodCallsToSelf().stream()
                .filter(call -> !call.getOriginOwner().equals(type))
                .map(JavaAccess::getName);
    }

    /** Accessors, copies, and what a record does with all of its components alike, use none of them. */
    private static Stream<String> fieldReads(JavaClass type) {
        Set<String> generated = Stream.concat(
                        type.getFields().stream().map(JavaField::getName),
                        Stream.of("equals", "hashCode", "toString", "<init>"))
                .collect(Collectors.toSet());
        return type.getFieldAccessesToSelf().stream()
                .filter(access -> !generated.contains(access.getOrigin().getName()))
                .filter(access -> !access.getOrigin().getRawReturnType().equals(type))
                .map(JavaAccess::getName);
    }
}
