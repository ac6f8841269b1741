package dev.trashops.controller;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.Cloner;

/** Hands reconcilers what the informers keep, since nothing here changes a resource: the framework's own clones each through JSON. */
final class UnclonedResources implements Cloner {
    @Override
    public <R extends HasMetadata> R clone(R kept) {
        return kept;
    }
}
