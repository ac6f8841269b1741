package dev.trashops.kube;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips without binaries, else gives out namespaces of one server that lives as long as the run of the tests. */
final class RealKubeExtension implements ExecutionCondition, ParameterResolver {
    private static final String BINARIES = "KUBE_API_TEST_DIR";
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
        return context.getRoot()
                .getStore(STORE)
                .getOrComputeIfAbsent(KubeServer.class, type -> KubeServer.start(), KubeServer.class)
                .newSpace();
    }
}
