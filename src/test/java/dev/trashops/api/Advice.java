package dev.trashops.api;

import dev.trashops.plan.model.Readiness;
import java.util.List;

/**
 * The explanation of a reason.
 *
 * @param readiness the readiness it comes with
 * @param meaning what it means
 * @param remedy what to do about it
 */
public record Advice(Readiness.Kind readiness, String meaning, String remedy) {
    static List<Advice> ready(String meaning, String remedy) {
        return List.of(new Advice(Readiness.Kind.READY, meaning, remedy));
    }

    static List<Advice> reconciling(String meaning, String remedy) {
        return List.of(new Advice(Readiness.Kind.RECONCILING, meaning, remedy));
    }

    static List<Advice> stalled(String meaning, String remedy) {
        return List.of(new Advice(Readiness.Kind.STALLED, meaning, remedy));
    }
}
