package dev.trashops.plan.model;

/**
 * Which TrashedItem a claim comes from.
 *
 * @param uid its uid, which a re-created resource of the same name does not share
 */
public record ClaimId(String uid, String namespace, String name) {
    private static final String UNBORN = "unborn";

    /** Of what a rule wants, and what Kubernetes refuses to store: there is no such resource. */
    public static ClaimId unborn(String namespace, String name) {
        return new ClaimId(UNBORN, namespace, name);
    }

    public boolean isUnborn() {
        return uid.equals(UNBORN);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ClaimId that
                        && uid.equals(that.uid)
                        && name.equals(that.name)
                        && namespace.equals(that.namespace));
    }

    @Override
    public int hashCode() {
        return 31 * uid.hashCode() + name.hashCode();
    }
}
