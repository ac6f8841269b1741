package dev.trashops.api.v1alpha1;

/** The names of this API in a cluster. */
public final class ApiNames {
    public static final String GROUP = "trashops.dev";

    public static final String VERSION = "v1alpha1";

    /** The category that makes {@code kubectl get roboflow} list both kinds. */
    public static final String CATEGORY = "roboflow";

    /** The annotation that requests a reconcile now; any new value triggers one. */
    public static final String REQUESTED_AT = "trashops.dev/requested-at";

    /** The annotation with which {@code flux reconcile} requests the same. */
    public static final String FLUX_REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    /** The finalizer of items whose deletion policy is {@link DeletionPolicy#Restore}. */
    public static final String RESTORE_FINALIZER = "trashops.dev/restore";

    /** The label on what a policy owns: the policy's name. */
    public static final String POLICY_LABEL = "trashops.dev/policy";

    /** The label on a TrashedItem that a rule created: the rule's name. */
    public static final String RULE_LABEL = "trashops.dev/rule";

    /** The label on what the operator keeps on record for a policy, such as {@code ledger}. */
    public static final String RECORD_LABEL = "trashops.dev/record";

    /** The annotation on a deletion ledger: the region and workspace that it is about. */
    public static final String WORKSPACE = "trashops.dev/workspace";

    private ApiNames() {}
}
