package dev.trashops.controller.election;

import java.time.Duration;

/**
 * How several processes agree on the one that acts.
 *
 * @param namespace of the Lease
 * @param name of the Lease, which all replicas of a deployment share, and no other deployment
 * @param identity of this process, shared with no other one: not the host's name alone
 * @param leaseDuration how long others wait after the holder was last heard of, whole seconds
 * @param renewDeadline how long the holder tries to renew before it gives up
 * @param retryPeriod how often everybody tries
 */
public record LeaderElectionSettings(
        String namespace,
        String name,
        String identity,
        Duration leaseDuration,
        Duration renewDeadline,
        Duration retryPeriod) {

    /** With the times that Kubernetes' own controllers use: 15, 10 and 2 seconds. */
    public static LeaderElectionSettings of(String namespace, String name, String identity) {
        return new LeaderElectionSettings(
                namespace, name, identity, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}
