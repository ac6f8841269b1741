package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.network.Network;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/** Configurations with one thing changed. */
public final class RoboflowConfigs {
    private RoboflowConfigs() {}

    public static RoboflowConfig at(RoboflowConfig config, Region region, URI base) {
        Map<Region, URI> uris = new EnumMap<>(config.baseUris());
        uris.put(region, base);
        return new RoboflowConfig(
                uris,
                config.placement(),
                config.power(),
                config.connectTimeout(),
                config.callTimeout(),
                config.rate(),
                config.burst(),
                config.maxBytes(),
                config.showNames(),
                config.network(),
                config.clock());
    }

    public static RoboflowConfig through(RoboflowConfig config, Network network) {
        return new RoboflowConfig(
                config.baseUris(),
                config.placement(),
                config.power(),
                config.connectTimeout(),
                config.callTimeout(),
                config.rate(),
                config.burst(),
                config.maxBytes(),
                config.showNames(),
                network,
                config.clock());
    }
}
