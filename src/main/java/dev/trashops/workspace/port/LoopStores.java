package dev.trashops.workspace.port;

import java.util.function.BooleanSupplier;

/**
 * Kubernetes as a loop needs it.
 *
 * @param leading whether this process may act: it holds the lease, where leader election is on, right now
 */
public record LoopStores(
        ClaimStore claims, CredentialStore credentials, RecordStore records, BooleanSupplier leading) {}
