package dev.trashops.controller.informer;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import java.util.Optional;

/** Tells of everything that an informer brings, also where nothing is to be reconciled. It triggers nothing itself. */
public final class ResourceFeed<R extends HasMetadata> extends SimpleInboundEventSource<R>
        implements ResourceEventAware<R> {

    /** Is told after the informer can be asked. Calls come from the informer's thread. */
    public interface Listener<R> {

        /** Empty before if it is new. */
        void changed(R now, Optional<R> before);

        void gone(R last);
    }

    private final Listener<R> listener;

    public ResourceFeed(String name, Listener<R> listener) {
        super(name);
        this.listener = listener;
    }

    @Override
    public void onResourceCreated(R resource) {
        listener.changed(resource, Optional.empty());
    }

    @Override
    public void onResourceUpdated(R now, R before) {
        listener.changed(now, Optional.of(before));
    }

    @Override
    public void onResourceDeleted(R last) {
        listener.gone(last);
    }
}
