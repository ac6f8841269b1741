package dev.trashops.workspace.port;

import java.util.function.BooleanSupplier;

/**
 * Kubernetes as a loop needs it.
 *
 * @param leading whether this process is the leader right now; always, without leader election
 */
public record LoopStores(
        ClaimStore claims, CredentialStore credentials, RecordStore records, BooleanSupplier leading) {}
