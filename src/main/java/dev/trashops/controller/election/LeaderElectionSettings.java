package dev.trashops.controller.election;

import java.time.Duration;

/**
 * How replicas elect a leader.
 *
 * @param name of the Lease, shared by all replicas of a deployment and by no other deployment
 * @param identity of this process, unique: not the host name alone
 * @param leaseDuration how long others wait after the last renewal, in whole seconds
 * @param renewDeadline how long the leader tries to renew before it gives up
 * @param retryPeriod how often every replica tries
 */
public record LeaderElectionSettings(
        String namespace,
        String name,
        String identity,
        Duration leaseDuration,
        Duration renewDeadline,
        Duration retryPeriod) {

    /** With the defaults of Kubernetes' own controllers: 15, 10 and 2 seconds. */
    public static LeaderElectionSettings of(String namespace, String name, String identity) {
        return new LeaderElectionSettings(
                namespace, name, identity, Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2));
    }
}
