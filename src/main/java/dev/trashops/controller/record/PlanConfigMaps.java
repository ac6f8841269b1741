package dev.trashops.controller.record;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec.ApprovedPlan;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.PolicyStatusMapper.PublishedPlan;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.controller.write.VersionedPatch;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes each plan for review in its own ConfigMap, and looks it up once it is approved. Only content that hashes to
 * the digest counts, not the digest written beside it.
 */
public final class PlanConfigMaps {
    private static final Logger LOG = LoggerFactory.getLogger(PlanConfigMaps.class);
    private static final Pattern DIGEST = Pattern.compile(TrashPlan.DIGEST);
    private static final int KEPT = 5;

    private final KubernetesClient client;
    private final NameConflicts conflicts;
    private final BooleanSupplier mayWrite;

    /** The last plan published, or found to be published, by the uid of the policy. */
    private final ConcurrentMap<String, PublishedPlan> published = new ConcurrentHashMap<>();

    public PlanConfigMaps(KubernetesClient client, NameConflicts conflicts, BooleanSupplier mayWrite) {
        this.client = client;
        this.conflicts = conflicts;
        this.mayWrite = mayWrite;
    }

    /** Publishes a plan unless it is empty, already published, or a foreign object has its name. */
    public void publish(RoboflowTrashPolicy policy, TrashPlan plan) {
        PolicyOwner owner = PolicyOwner.of(policy);
        String digest = plan.digest();
        Optional<String> name = name(owner, digest);
        PublishedPlan wanted = new PublishedPlan(digest, name);
        if (plan.lines().isEmpty() || wanted.equals(published.get(owner.uid())) || !mayWrite.getAsBoolean()) {
            return;
        }
        boolean ours = ensurePublished(policy, owner, name.orElseThrow(), plan);
        published.put(owner.uid(), ours ? wanted : new PublishedPlan(digest, Optional.empty()));
    }

    /** What the status of a policy shows: while the plan is incomplete, what it showed before. */
    public Optional<PublishedPlan> shown(RoboflowTrashPolicy policy, PolicyProjection view) {
        Optional<PublishedPlan> before = PublishedPlan.of(policy.getStatus());
        if (view.trashPlan().isEmpty()) {
            return before;
        }
        return view.trashPlan().filter(plan -> !plan.lines().isEmpty()).map(plan -> {
            String digest = plan.digest();
            return Optional.ofNullable(published.get(ResourceMetadata.uid(policy)))
                    .filter(known -> known.digest().equals(digest))
                    .or(() -> before.filter(known -> known.digest().equals(digest)))
                    .orElseGet(() -> new PublishedPlan(digest, Optional.empty()));
        });
    }

    public ApprovedPlanLookup find(Policy policy, String digest) {
        PolicyOwner owner = PolicyOwner.of(policy);
        try {
            Optional<TrashPlan> plan = name(owner, digest)
                    .flatMap(name -> read(owner, name))
                    .flatMap(configMap -> genuine(configMap, digest));
            if (plan.isEmpty()) {
                // If it is still the current plan, it has to be published again.
                published.computeIfPresent(
                        owner.uid(), (uid, known) -> known.digest().equals(digest) ? null : known);
            }
            return plan.<ApprovedPlanLookup>map(ApprovedPlanLookup.Found::new)
                    .orElseGet(ApprovedPlanLookup.Missing::new);
        } catch (KubernetesClientException failure) {
            LOG.warn("Failed to read a plan of RoboflowTrashPolicy {} (HTTP status {})", owner.id(), failure.getCode());
            return new ApprovedPlanLookup.Unread();
        }
    }

    public void forget(PolicyOwner gone) {
        published.remove(gone.uid());
    }

    /** Whether the ConfigMap with that name now has the plan. */
    private boolean ensurePublished(RoboflowTrashPolicy policy, PolicyOwner owner, String name, TrashPlan plan) {
        Optional<ConfigMap> found = read(owner, name);
        // One of an earlier version has nothing to read for the review.
        boolean genuine = found.filter(configMap -> PlanConfigMapCodec.isComplete(configMap) || !owner.owns(configMap))
                .flatMap(configMap -> genuine(configMap, plan.digest()))
                .isPresent();
        Optional<ConfigMap> foreign = found.filter(configMap -> !genuine && !owner.mayTakeOver(configMap));
        if (foreign.isPresent()) {
            conflicts.report(owner, foreign.get());
            return false;
        }
        if (genuine) {
            found.filter(configMap -> !owner.owns(configMap)).ifPresent(configMap -> takeOver(owner, configMap));
        } else {
            found.ifPresent(this::delete);
            client.resource(PlanConfigMapCodec.write(owner.metadata(name).build(), plan))
                    .create();
            deleteOldPlans(policy, owner, name);
        }
        return true;
    }

    /** A list that is what its digest says is that list, whoever wrote it, such as a policy of the same name before this one. */
    private void takeOver(PolicyOwner owner, ConfigMap configMap) {
        Map<String, String> labels = new HashMap<>(ResourceMetadata.labels(configMap));
        labels.putAll(owner.labels());
        VersionedPatch.of(ResourceMetadata.resourceVersion(configMap))
                .add("/metadata/ownerReferences", List.of(owner.reference()))
                .add("/metadata/labels", labels)
                .apply(client, client.resource(configMap));
    }

    private static Optional<String> name(PolicyOwner owner, String digest) {
        return DIGEST.matcher(digest).matches()
                ? Optional.of(TrashPlan.configMap(owner.id(), digest))
                : Optional.empty();
    }

    private static String prefix(PolicyOwner owner) {
        return owner.id().name() + "-plan-";
    }

    private static Optional<TrashPlan> genuine(ConfigMap configMap, String digest) {
        return PlanConfigMapCodec.read(configMap).filter(plan -> plan.digest().equals(digest));
    }

    private Optional<ConfigMap> read(PolicyOwner owner, String name) {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(owner.id().namespace())
                .withName(name)
                .get());
    }

    /** Deletes old plans that are not approved. What cannot be deleted now is deleted with a later plan. */
    private void deleteOldPlans(RoboflowTrashPolicy policy, PolicyOwner owner, String newest) {
        Optional<String> approved = Optional.ofNullable(policy.getSpec().approvedPlan())
                .map(ApprovedPlan::digest)
                .flatMap(digest -> name(owner, digest));
        try {
            List<ConfigMap> configMaps = client.configMaps()
                    .inNamespace(owner.id().namespace())
                    .withLabels(owner.labels())
                    .list()
                    .getItems();
            configMaps.stream()
                    .filter(configMap ->
                            owner.owns(configMap) && nameOf(configMap).startsWith(prefix(owner)))
                    .sorted(Comparator.comparing(
                                    (ConfigMap configMap) -> !nameOf(configMap).equals(newest))
                            .thenComparing(ResourceMetadata::createdAt, Comparator.reverseOrder())
                            .thenComparing(PlanConfigMaps::nameOf))
                    .skip(KEPT)
                    .filter(configMap -> !approved.equals(Optional.of(nameOf(configMap))))
                    .forEach(this::delete);
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Failed to delete old plans of RoboflowTrashPolicy {} (HTTP status {})",
                    owner.id(),
                    failure.getCode());
        }
    }

    /** Deletes a ConfigMap if it has not changed since it was read. */
    private void delete(ConfigMap configMap) {
        client.resource(configMap).lockResourceVersion().delete();
    }

    private static String nameOf(ConfigMap configMap) {
        return configMap.getMetadata().getName();
    }
}
