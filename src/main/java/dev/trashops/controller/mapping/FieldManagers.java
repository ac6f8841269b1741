package dev.trashops.controller.mapping;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.ItemManagers;
import dev.trashops.plan.model.PolicyManagers;
import dev.trashops.plan.model.Rule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads from {@code managedFields} who set what in a resource. */
public final class FieldManagers {
    private static final String SPEC = "f:spec";
    private static final Comparator<FieldManager> BY_TIME =
            Comparator.comparing(manager -> manager.at().orElse(Instant.MIN));

    private FieldManagers() {}

    public static ItemManagers of(TrashedItem item) {
        List<ManagedFieldsEntry> setters = owners(item, SPEC, "f:desiredState");
        // It never changes, so whoever made the resource owns it. By that, not by its name, an operator of another
        // version is told from a person, and a program that restores a backup, too.
        List<ManagedFieldsEntry> creators = owners(item, SPEC, "f:policyRef", "f:name");
        boolean asCreated = setters.isEmpty() || (!creators.isEmpty() && setters.containsAll(creators));
        return new ItemManagers(last(setters), last(owners(item, SPEC, "f:deletionPolicy")), asCreated);
    }

    /** Of a policy with those rules. */
    public static PolicyManagers of(RoboflowTrashPolicy policy, List<Rule> rules) {
        Map<String, FieldManager> authors = new HashMap<>();
        for (Rule rule : rules) {
            List<ManagedFieldsEntry> own = owners(policy, SPEC, "f:rules", "k:{\"name\":\"" + rule.name() + "\"}");
            // Where rules are no list by name, they have one owner.
            last(own.isEmpty() ? owners(policy, SPEC, "f:rules") : own)
                    .ifPresent(author -> authors.put(rule.name(), author));
        }
        return new PolicyManagers(authors, last(owners(policy, SPEC, "f:approvedPlan", "f:digest")));
    }

    private static Optional<FieldManager> last(List<ManagedFieldsEntry> owners) {
        return owners.stream()
                .map(owner -> new FieldManager(owner.getManager(), time(owner)))
                .max(BY_TIME);
    }

    /** A field may have several owners, which then wrote the same. */
    private static List<ManagedFieldsEntry> owners(HasMetadata resource, String... path) {
        List<ManagedFieldsEntry> entries = resource.getMetadata().getManagedFields();
        return (entries == null ? Stream.<ManagedFieldsEntry>of() : entries.stream())
                .filter(entry -> FieldValidator.text(entry.getManager()).isPresent())
                .filter(entry -> FieldValidator.text(entry.getSubresource()).isEmpty())
                .filter(entry ->
                        entry.getFieldsV1() != null && has(entry.getFieldsV1().getAdditionalProperties(), path))
                .toList();
    }

    private static boolean has(@Nullable Object fields, String... path) {
        Object found = fields;
        for (String step : path) {
            found = found instanceof Map<?, ?> inner ? inner.get(step) : null;
        }
        return found != null;
    }

    private static Optional<Instant> time(ManagedFieldsEntry entry) {
        try {
            return FieldValidator.text(entry.getTime()).map(Instant::parse);
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
