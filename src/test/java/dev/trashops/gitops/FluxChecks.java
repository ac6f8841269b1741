package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The {@code healthCheckExprs} of a Flux Kustomization, evaluated in the order that Flux evaluates them. */
final class FluxChecks {
    static final Path FOLDER = Path.of("manifests", "gitops", "flux");
    static final Path STRICT = FOLDER.resolve("health-checks.yaml");
    static final Path PATIENT = FOLDER.resolve("health-checks-that-let-approvals-wait.yaml");

    private static final Cel CEL = CelFactory.standardCelBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("metadata", SimpleType.DYN)
            .addVar("spec", SimpleType.DYN)
            .addVar("status", SimpleType.DYN)
            .setResultType(SimpleType.BOOL)
            .build();
    private static final List<Map.Entry<String, Kstatus>> ORDER = List.of(
            Map.entry("inProgress", Kstatus.IN_PROGRESS),
            Map.entry("failed", Kstatus.FAILED),
            Map.entry("current", Kstatus.CURRENT));

    private final Map<String, JsonNode> byKind = new HashMap<>();
    private final Map<String, CelRuntime.Program> programs = new HashMap<>();

    private FluxChecks() {}

    /** Those of a Kustomization in a file. */
    static FluxChecks of(Path file) {
        FluxChecks checks = new FluxChecks();
        for (JsonNode resource : ArgoCd.yaml(file)) {
            for (JsonNode check : resource.at("/spec/healthCheckExprs")) {
                checks.byKind.put(check.path("kind").asText(), check);
                ORDER.forEach(one -> checks.compile(check.path(one.getKey()).asText()));
            }
        }
        return checks;
    }

    private void compile(String expression) {
        try {
            programs.put(expression, CEL.createProgram(CEL.compile(expression).getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new AssertionError(expression, e);
        }
    }

    /** What Flux takes a resource for. */
    Kstatus judge(JsonNode resource) {
        JsonNode observed = resource.at("/status/observedGeneration");
        if (observed.isNumber()
                && observed.asLong() != resource.at("/metadata/generation").asLong()) {
            return Kstatus.IN_PROGRESS;
        }
        JsonNode check = byKind.get(resource.path("kind").asText());
        if (check == null) {
            throw new AssertionError("no expressions for " + resource.path("kind"));
        }
        return ORDER.stream()
                .filter(one -> holds(check.path(one.getKey()).asText(), resource))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Kstatus.IN_PROGRESS);
    }

    private boolean holds(String expression, JsonNode resource) {
        CelRuntime.Program program = programs.get(expression);
        if (program == null) {
            throw new AssertionError("not compiled: " + expression);
        }
        try {
            return (Boolean) program.eval(variables(resource));
        } catch (CelEvaluationException e) {
            throw new AssertionError(expression + " on " + resource, e);
        }
    }

    private static Map<String, Object> variables(JsonNode resource) {
        Map<String, Object> variables = new HashMap<>();
        resource.properties().forEach(field -> variables.put(field.getKey(), plain(field.getValue())));
        return variables;
    }

    /** Integers as CEL knows them. */
    private static Object plain(JsonNode value) {
        if (value.isObject()) {
            Map<String, Object> map = new HashMap<>();
            value.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
            return map;
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.forEach(element -> list.add(plain(element)));
            return list;
        }
        if (value.isIntegralNumber()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        return value.isBoolean() ? value.asBoolean() : value.asText();
    }
}
