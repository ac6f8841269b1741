package dev.trashops.controller.record;

import static dev.trashops.controller.mapping.ResourceMetadata.orEmpty;

import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.TrashPlan;
import dev.trashops.plan.model.WorkspaceId;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Encodes a plan in a ConfigMap: its lines, the text that is hashed, and what people read for the review; what does not
 * fit is compressed, the review last.
 */
final class PlanConfigMapCodec {
    private static final String DIGEST = "digest";
    private static final String WORKSPACE = "workspace";
    private static final String REGION = "region";
    private static final String TEXT = "plan.txt";
    private static final String HASHED = "hashed.txt";
    private static final String REVIEW = "review.txt";
    private static final String PACKED = ".gz";

    /** Half the limit of a ConfigMap. */
    private static final int LONGEST = 512 * 1024;

    /** Far beyond any plan; a small compressed payload must not fill the memory. */
    private static final int LONGEST_UNPACKED = 16 * 1024 * 1024;

    private PlanConfigMapCodec() {}

    /** An immutable ConfigMap. */
    static ConfigMap write(ObjectMeta metadata, TrashPlan plan) {
        ConfigMapBuilder configMap = new ConfigMapBuilder()
                .withMetadata(metadata)
                .withImmutable(true)
                .addToData(DIGEST, plan.digest())
                .addToData(WORKSPACE, plan.workspace().slug());
        if (plan.workspace().region() != Region.US) {
            configMap.addToData(REGION, plan.workspace().region().name());
        }
        int room = add(configMap, REVIEW, lines(plan.review()), LONGEST);
        room = add(configMap, TEXT, lines(plan.lines()), room);
        add(configMap, HASHED, plan.hashed(), room);
        return configMap.build();
    }

    /** What fits can be read as it is. Returns the room that is left. */
    private static int add(ConfigMapBuilder configMap, String key, String text, int room) {
        byte[] bytes = bytes(text);
        if (bytes.length <= room) {
            configMap.addToData(key, text);
            return room - bytes.length;
        }
        configMap.addToBinaryData(key + PACKED, Base64.getEncoder().encodeToString(packed(bytes)));
        return room;
    }

    private static String lines(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The plan in a ConfigMap, whatever its digest; empty if there is none. */
    static Optional<TrashPlan> read(ConfigMap configMap) {
        Map<String, String> data = orEmpty(configMap.getData());
        Map<String, String> binary = orEmpty(configMap.getBinaryData());
        Optional<String> text = Optional.ofNullable(data.get(TEXT))
                .or(() -> Optional.ofNullable(binary.get(TEXT + PACKED)).flatMap(PlanConfigMapCodec::unpacked));
        return workspace(data)
                .flatMap(workspace -> text.map(
                        lines -> TrashPlan.published(workspace, lines.lines().toList())));
    }

    /** Whether it has everything that a plan is published with today. */
    static boolean isComplete(ConfigMap configMap) {
        return orEmpty(configMap.getData()).containsKey(REVIEW)
                || orEmpty(configMap.getBinaryData()).containsKey(REVIEW + PACKED);
    }

    /** Without a region it is of the US, as all plans were once. */
    private static Optional<WorkspaceId> workspace(Map<String, String> data) {
        String region = data.getOrDefault(REGION, Region.US.name());
        return Stream.of(Region.values())
                .filter(known -> known.name().equals(region))
                .findFirst()
                .flatMap(known -> Optional.ofNullable(data.get(WORKSPACE)).map(slug -> new WorkspaceId(known, slug)));
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return packed.toByteArray();
    }

    private static Optional<String> unpacked(String base64) {
        try (GZIPInputStream stream =
                new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            byte[] bytes = stream.readNBytes(LONGEST_UNPACKED + 1);
            return bytes.length > LONGEST_UNPACKED
                    ? Optional.empty()
                    : Optional.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            // Foreign content: as good as none.
            return Optional.empty();
        }
    }
}
