package dev.trashops.plan.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Commands for people to paste, each at the end of its message. They are made of what Kubernetes and the schema have let through: nothing
 * that Roboflow answers may become part of a command unless it has the form of a slug.
 */
public final class Kubectl {
    private static final String RESUME = "{\"spec\":{\"suspend\":false}}";

    private Kubectl() {}

    /** Sets these TrashedItems to Restored. */
    public static String restore(String namespace, List<String> names) {
        return patch(namespace, "ti " + String.join(" ", names), "{\"spec\":{\"desiredState\":\"Restored\"}}");
    }

    /** Has others' changes undone again. */
    public static String correctDrift(ClaimId item) {
        return patch(item.namespace(), "ti " + item.name(), "{\"spec\":{\"driftPolicy\":\"Correct\"}}");
    }

    public static String resume(ClaimId item) {
        return patch(item.namespace(), "ti " + item.name(), RESUME);
    }

    public static String resume(PolicyId policy) {
        return patch(policy.namespace(), "rtp " + policy.name(), RESUME);
    }

    public static String enforce(PolicyId policy) {
        return patch(policy.namespace(), "rtp " + policy.name(), "{\"spec\":{\"mode\":\"Enforce\"}}");
    }

    /** Requests a reconcile, which also ends what waits for a person to have looked. */
    public static String reconcile(ClaimId item) {
        return annotate(item.namespace(), "ti " + item.name());
    }

    public static String reconcile(PolicyId policy) {
        return annotate(policy.namespace(), "rtp " + policy.name());
    }

    /** Creates a TrashedItem that restores a project or version; nothing for one whose slug a resource cannot name without its id. */
    public static Optional<String> createRestored(PolicyId policy, ItemKey item) {
        if (!item.isAddressable()) {
            return Optional.empty();
        }
        boolean version = item.type() == ItemType.VERSION;
        String names = "\"type\":\"" + (version ? "Version" : "Project") + "\",\"project\":\"" + item.slug() + "\""
                + (version ? ",\"version\":" + item.version() : "");
        return Optional.of(
                "echo '{\"apiVersion\":\"trashops.dev/v1alpha1\",\"kind\":\"TrashedItem\",\"metadata\":{\"name\":\""
                        + name(item) + "\"},\"spec\":{\"policyRef\":{\"name\":\"" + policy.name() + "\"},\"item\":{"
                        + names
                        + "},\"desiredState\":\"Restored\"}}' | kubectl -n " + policy.namespace() + " create -f -");
    }

    /** Shows all conditions. */
    public static String describe(ClaimId item) {
        return "kubectl -n " + item.namespace() + " describe ti " + item.name();
    }

    private static String name(ItemKey item) {
        String name = item.toString()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return name.isEmpty() ? item.type().noun() : name;
    }

    private static String patch(String namespace, String what, String patch) {
        return "kubectl -n " + namespace + " patch " + what + " --type=merge -p '" + patch + "'";
    }

    private static String annotate(String namespace, String what) {
        return "kubectl -n " + namespace + " annotate " + what
                + " trashops.dev/requested-at=\"$(date +%s)\" --overwrite";
    }
}
