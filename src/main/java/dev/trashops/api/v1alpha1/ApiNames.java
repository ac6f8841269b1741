package dev.trashops.api.v1alpha1;

/** The names this API is known by in a cluster. */
public final class ApiNames {
    /** The API group of both kinds. */
    public static final String GROUP = "trashops.dev";

    /** The version of both kinds. */
    public static final String VERSION = "v1alpha1";

    /** The category that makes {@code kubectl get roboflow} list both kinds. */
    public static final String CATEGORY = "roboflow";

    /** The annotation that asks for a look right now; any new value does. */
    public static final String REQUESTED_AT = "trashops.dev/requested-at";

    /** The annotation by which {@code flux reconcile} asks for the same. */
    public static final String FLUX_REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    /** The finalizer of items whose deletion policy is {@link DeletionPolicy#Restore}. */
    public static final String RESTORE_FINALIZER = "trashops.dev/restore";

    /** The label of a TrashedItem that a rule made: the name of its policy. */
    public static final String POLICY_LABEL = "trashops.dev/policy";

    /** The label of a TrashedItem that a rule made: the name of that rule. */
    public static final String RULE_LABEL = "trashops.dev/rule";

    private ApiNames() {}
}
