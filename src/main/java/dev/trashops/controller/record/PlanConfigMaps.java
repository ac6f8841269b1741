package dev.trashops.controller.record;

import dev.trashops.api.v1alpha1.ApprovedPlan;
import dev.trashops.api.v1alpha1.RoboflowTrashPolicy;
import dev.trashops.controller.mapping.PolicyOwner;
import dev.trashops.controller.mapping.PublishedPlan;
import dev.trashops.controller.mapping.ResourceMetadata;
import dev.trashops.plan.model.ApprovedPlanLookup;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.TrashPlan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes plans for people to review, each in a ConfigMap of its own, and finds them again once they are approved. What
 * counts is what hashes to the digest, not what somebody wrote beside it.
 */
public final class PlanConfigMaps {
    private static final Logger LOG = LoggerFactory.getLogger(PlanConfigMaps.class);
    private static final Pattern DIGEST = Pattern.compile(TrashPlan.DIGEST);
    private static final int KEPT = 5;

    private final KubernetesClient client;
    private final NameConflicts conflicts;
    private final BooleanSupplier mayWrite;

    /** What was last published, or found published, by the uid of the policy. */
    private final ConcurrentMap<String, PublishedPlan> published = new ConcurrentHashMap<>();

    public PlanConfigMaps(KubernetesClient client, NameConflicts conflicts, BooleanSupplier mayWrite) {
        this.client = client;
        this.conflicts = conflicts;
        this.mayWrite = mayWrite;
    }

    /**
     * Sees to it that a plan of a policy is published, unless nothing is planned or somebody else stands in its place.
     *
     * @throws KubernetesClientException if the API server refuses or can't be reached
     */
    public void publish(RoboflowTrashPolicy policy, TrashPlan plan) {
        PolicyOwner owner = PolicyOwner.of(policy);
        String digest = plan.digest();
        Optional<String> name = name(owner, digest);
        PublishedPlan wanted = new PublishedPlan(digest, name);
        if (plan.lines().isEmpty() || wanted.equals(published.get(owner.uid())) || !mayWrite.getAsBoolean()) {
            return;
        }
        boolean there = bring(policy, owner, name.orElseThrow(), plan);
        published.put(owner.uid(), there ? wanted : new PublishedPlan(digest, Optional.empty()));
    }

    /** What the status of a policy has to show: while the plan is not certain, what it shows already. */
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

    /** Looks for a plan that a policy has published. */
    public ApprovedPlanLookup find(Policy policy, String digest) {
        PolicyOwner owner = PolicyOwner.of(policy);
        try {
            Optional<TrashPlan> plan = name(owner, digest)
                    .flatMap(name -> read(owner, name))
                    .filter(owner::owns)
                    .flatMap(paper -> genuine(paper, digest));
            if (plan.isEmpty()) {
                // If it is what is planned now, it has to be published again.
                published.computeIfPresent(
                        owner.uid(), (uid, known) -> known.digest().equals(digest) ? null : known);
            }
            return plan.<ApprovedPlanLookup>map(ApprovedPlanLookup.Found::new)
                    .orElseGet(ApprovedPlanLookup.Missing::new);
        } catch (KubernetesClientException failure) {
            LOG.warn("Can't read a plan of the RoboflowTrashPolicy {} (HTTP status {})", owner.id(), failure.getCode());
            return new ApprovedPlanLookup.Unread();
        }
    }

    /** Forgets what was published for a policy that is gone. */
    public void forget(PolicyOwner gone) {
        published.remove(gone.uid());
    }

    /** Whether the plan stands in the ConfigMap of that name now. */
    private boolean bring(RoboflowTrashPolicy policy, PolicyOwner owner, String name, TrashPlan plan) {
        Optional<ConfigMap> found = read(owner, name);
        if (found.isPresent() && !owner.owns(found.get())) {
            conflicts.tell(owner, found.get());
            return false;
        }
        if (found.flatMap(paper -> genuine(paper, plan.digest())).isEmpty()) {
            found.ifPresent(this::delete);
            client.resource(PlanCodec.write(owner.metadata(name).build(), plan)).create();
            tidy(policy, owner, name);
        }
        return true;
    }

    private static Optional<String> name(PolicyOwner owner, String digest) {
        return DIGEST.matcher(digest).matches()
                ? Optional.of(prefix(owner) + digest.substring(digest.indexOf(':') + 1, digest.indexOf(':') + 9))
                : Optional.empty();
    }

    private static String prefix(PolicyOwner owner) {
        return owner.id().name() + "-plan-";
    }

    private static Optional<TrashPlan> genuine(ConfigMap paper, String digest) {
        return PlanCodec.read(paper).filter(plan -> plan.digest().equals(digest));
    }

    private Optional<ConfigMap> read(PolicyOwner owner, String name) {
        return Optional.ofNullable(client.configMaps()
                .inNamespace(owner.id().namespace())
                .withName(name)
                .get());
    }

    /** Takes away what nobody will approve any more. What can't be taken away now is taken away with a later plan. */
    private void tidy(RoboflowTrashPolicy policy, PolicyOwner owner, String newest) {
        Optional<String> approved = Optional.ofNullable(policy.getSpec().approvedPlan())
                .map(ApprovedPlan::digest)
                .flatMap(digest -> name(owner, digest));
        try {
            List<ConfigMap> papers = client.configMaps()
                    .inNamespace(owner.id().namespace())
                    .withLabels(owner.labels())
                    .list()
                    .getItems();
            papers.stream()
                    .filter(paper -> owner.owns(paper) && nameOf(paper).startsWith(prefix(owner)))
                    .sorted(Comparator.comparing(
                                    (ConfigMap paper) -> !nameOf(paper).equals(newest))
                            .thenComparing(ResourceMetadata::createdAt, Comparator.reverseOrder())
                            .thenComparing(PlanConfigMaps::nameOf))
                    .skip(KEPT)
                    .filter(paper -> !approved.equals(Optional.of(nameOf(paper))))
                    .forEach(this::delete);
        } catch (KubernetesClientException failure) {
            LOG.warn(
                    "Can't clear away old plans of the RoboflowTrashPolicy {} (HTTP status {})",
                    owner.id(),
                    failure.getCode());
        }
    }

    /** Deletes a ConfigMap if it is still the one that was read. */
    private void delete(ConfigMap paper) {
        client.resource(paper).lockResourceVersion().delete();
    }

    private static String nameOf(ConfigMap paper) {
        return paper.getMetadata().getName();
    }
}
