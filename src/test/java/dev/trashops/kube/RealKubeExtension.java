package dev.trashops.kube;

import dev.trashops.gitops.StatusRecorder;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips without binaries, else gives out namespaces of one server that lives as long as the run of the tests. */
final class RealKubeExtension implements ExecutionCondition, ParameterResolver {
    private static final String BINARIES = "KUBE_API_TEST_DIR";

    /** The packages whose tests leave all statuses to the operator. */
    private static final Set<String> OPERATED = Set.of("dev.trashops", "dev.trashops.e2e");

    private static final Namespace STORE = Namespace.create(RealKubeExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return System.getenv(BINARIES) == null
                ? ConditionEvaluationResult.disabled(
                        "needs a real API server: lay out its binaries in a folder and set " + BINARIES + " to it")
                : ConditionEvaluationResult.enabled("a real API server is at hand");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KubeSpace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(STORE);
        KubeSpace space = store.getOrComputeIfAbsent(KubeServer.class, type -> KubeServer.start(), KubeServer.class)
                .newSpace();
        if (OPERATED.contains(context.getRequiredTestClass().getPackageName())) {
            store.getOrComputeIfAbsent(
                            StatusRecorder.class, type -> StatusRecorder.start(space.client()), StatusRecorder.class)
                    .follow(space.namespace());
        }
        return space;
    }
}
