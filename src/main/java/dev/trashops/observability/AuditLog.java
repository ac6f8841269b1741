package dev.trashops.observability;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.api.v1alpha1.Region;
import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.api.v1alpha1.TrashedItemSpec.ItemRef;
import dev.trashops.api.v1alpha1.TrashedItemStatus;
import dev.trashops.api.v1alpha1.TrashedItemStatus.ExternalRef;
import dev.trashops.controller.write.StatusListener;
import dev.trashops.plan.model.Contradiction;
import dev.trashops.plan.model.FieldManager;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.TrashedBy;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.RequestedBy;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The append-only record of every change in Roboflow as JSON lines: one before the request is sent and one with its
 * outcome, and between them one where the answer was not what was asked for, joined by {@code mutation}. What cannot be
 * recorded is not sent; once lines can be written again, one with the phase {@code refused} says so.
 */
public final class AuditLog implements LoopListener, StatusListener, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

    private final JsonMapper json = new JsonMapper();
    private final Sink target;
    private final Deque<ObjectNode> unwritten = new ArrayDeque<>();
    /** The first change that was not sent because it could not be recorded, and how many such attempts there were. */
    private Optional<ObjectNode> refused = Optional.empty();

    private long sequence;
    private boolean broken;

    AuditLog(Sink target) {
        this.target = target;
    }

    /**
     * Appends to a file and syncs each line to disk. The sequence continues from the last line of the file.
     *
     * @throws IOException if the file cannot be opened for writing
     */
    public static AuditLog toFile(Path path) throws IOException {
        return new AuditLog(new AuditFile(path));
    }

    /**
     * Writes to a stream and flushes each line; the sequence starts at 1. The stream must report each failed write and try
     * anew the next time, which a {@link java.io.PrintStream} does not do.
     */
    public static AuditLog toStream(OutputStream stream) {
        return new AuditLog(new StreamSink(stream));
    }

    /**
     * Records that a change is about to be sent.
     *
     * @throws UncheckedIOException if the line could not be made durable
     */
    @Override
    public synchronized void begins(Mutation mutation) {
        ObjectNode line = line(mutation, "begin", mutation.at());
        try {
            writeUnwritten();
            write(line);
        } catch (IOException e) {
            failed(e);
            refuse(mutation);
            throw new UncheckedIOException("Failed to write the audit log; nothing is sent to Roboflow.", e);
        }
    }

    /** Never throws: an outcome that cannot be written now is written before the next action. */
    @Override
    public synchronized void ended(Mutation mutation, LastAction.Outcome outcome, String message, Instant at) {
        writeWhenPossible(
                line(mutation, "end", at).put("outcome", CamelCase.of(outcome)).put("message", message));
    }

    /** Records what was answered instead of what was asked for. Never throws, like {@link #ended}. */
    @Override
    public synchronized void contradicted(Mutation mutation, List<Contradiction> contradictions, Instant at) {
        ObjectNode line = line(mutation, "answer", at);
        ObjectNode fields = line.putObject("contradictions");
        for (Contradiction one : contradictions) {
            fields.putObject(one.field())
                    .put("asked", one.asked())
                    .put("answered", one.answered().orElse(null));
        }
        writeWhenPossible(line);
    }

    /** What keeps lines from being written, after another attempt where one has failed; empty if nothing does. */
    public synchronized Optional<String> problem() {
        try {
            writeUnwritten();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the audit log cannot be written, so nothing is changed in Roboflow");
        }
    }

    /** Said once, however often it is tried. */
    private void failed(IOException why) {
        if (!broken) {
            LOG.error(
                    "The audit log can't be written ({}): nothing is changed in Roboflow until it can. Free disk space, or"
                            + " correct TRASHOPS_AUDIT_LOG",
                    why.getMessage());
        }
        broken = true;
    }

    private void refuse(Mutation mutation) {
        ObjectNode line = refused.orElseGet(() -> line(mutation, "refused", mutation.at())
                .put("message", "Not sent, because the audit log could not be written.")
                .put("attempts", 0));
        refused = Optional.of(line.put("attempts", line.path("attempts").asInt() + 1));
    }

    /** Records a resource that was deleted although its item was not restored. Never throws, like {@link #ended}. */
    @Override
    public synchronized void letGo(TrashedItem item, boolean orphaned, Instant at) {
        if (!orphaned) {
            return;
        }
        ObjectNode line = line("orphaned", at);
        seen(line, item);
        ItemRef ref = item.getSpec().item();
        item(
                line,
                ref.type().name(),
                ref.project() == null ? ref.workflow() : ref.project(),
                Optional.ofNullable(ref.version()),
                Optional.ofNullable(ref.training()));
        policy(
                line,
                item.getMetadata().getNamespace(),
                item.getSpec().policyRef().name());
        resource(
                line,
                item.getMetadata().getNamespace(),
                item.getMetadata().getName(),
                item.getMetadata().getUid());
        writeWhenPossible(line.put("message", "The resource was deleted although its item was not restored."));
    }

    /** Where it was seen, and what to restore it by. */
    private static void seen(ObjectNode line, TrashedItem item) {
        TrashedItemStatus status = item.getStatus();
        if (status == null || status.externalRef() == null) {
            return;
        }
        ExternalRef ref = status.externalRef();
        line.put("workspace", ref.workspace());
        line.put(
                "region", ref.region() == null ? Region.US.name() : ref.region().name());
        Optional.ofNullable(ref.id()).ifPresent(id -> line.put("entryId", id));
        Optional.ofNullable(ref.parentId()).ifPresent(id -> line.put("parentId", id));
    }

    private static void item(
            ObjectNode line, String type, @Nullable String slug, Optional<Integer> version, Optional<String> training) {
        ObjectNode named = line.putObject("item").put("type", type).put("slug", slug);
        version.ifPresent(number -> named.put("version", number));
        training.ifPresent(id -> named.put("training", id));
    }

    private static void policy(ObjectNode line, String namespace, String name) {
        line.putObject("policy").put("namespace", namespace).put("name", name);
    }

    private static ObjectNode resource(ObjectNode line, String namespace, String name, String uid) {
        return line.putObject("resource")
                .put("namespace", namespace)
                .put("name", name)
                .put("uid", uid);
    }

    private void writeWhenPossible(ObjectNode line) {
        unwritten.add(line);
        try {
            writeUnwritten();
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        target.close();
    }

    private void writeUnwritten() throws IOException {
        for (ObjectNode next = unwritten.peek(); next != null; next = unwritten.peek()) {
            write(next);
            unwritten.remove();
        }
        if (refused.isPresent()) {
            write(refused.get());
            refused = Optional.empty();
        }
    }

    private void write(ObjectNode line) throws IOException {
        long next = Math.max(sequence, target.lastSequence()) + 1;
        target.append(json.writeValueAsString(line.put("seq", next)));
        sequence = next;
        if (broken) {
            LOG.info("The audit log can be written again");
            broken = false;
        }
    }

    private ObjectNode line(String phase, Instant at) {
        return json.createObjectNode()
                .put("log", "audit")
                .put("seq", 0)
                .put("at", at.toString())
                .put("phase", phase);
    }

    private ObjectNode line(Mutation mutation, String phase, Instant at) {
        ObjectNode line = line(phase, at)
                .put("mutation", mutation.id())
                .put("action", CamelCase.of(mutation.action()))
                .put("workspace", mutation.workspace().slug())
                .put("region", mutation.workspace().region().name());
        ItemKey item = mutation.item();
        item(
                line,
                CamelCase.of(item.type()),
                item.slug(),
                Optional.of(item.version()).filter(number -> number > 0),
                Optional.of(item.training()).filter(any -> item.type() == ItemType.TRAINING));
        mutation.entryId().ifPresent(id -> line.put("entryId", id));
        policy(line, mutation.policy().namespace(), mutation.policy().name());
        resource(
                        line,
                        mutation.claim().id().namespace(),
                        mutation.claim().id().name(),
                        mutation.claim().id().uid())
                .put("generation", mutation.claim().spec().generation());
        trashedBy(line, mutation);
        RequestedBy by = mutation.requestedBy();
        by.rule().ifPresent(rule -> line.put("rule", rule));
        by.approval().ifPresent(approval -> line.put("approval", approval.digest()));
        requestedBy(line.putObject("requestedBy"), by);
        return line;
    }

    private static void trashedBy(ObjectNode line, Mutation mutation) {
        Optional<TrashedBy> who = mutation.trashedBy();
        who.flatMap(TrashedBy::at).ifPresent(at -> line.put("deletedAt", at.toString()));
        who.flatMap(TrashedBy::uid).ifPresent(uid -> line.put("deletedBy", uid));
        who.flatMap(TrashedBy::name).ifPresent(name -> line.put("deletedByName", name));
    }

    private static void requestedBy(ObjectNode node, RequestedBy by) {
        RequestedBy.Resource resource = by.resource();
        node.put("kind", resource.kind())
                .put("namespace", resource.namespace())
                .put("name", resource.name())
                .put("uid", resource.uid())
                .put("generation", resource.generation())
                .put("field", by.field());
        manager(node, by.manager());
        by.rule().ifPresent(rule -> node.put("rule", rule));
        by.approval()
                .ifPresent(approval ->
                        manager(node.putObject("approval").put("digest", approval.digest()), approval.manager()));
    }

    private static void manager(ObjectNode node, Optional<FieldManager> manager) {
        manager.ifPresent(set -> node.put("manager", set.name()));
        manager.flatMap(FieldManager::at).ifPresent(at -> node.put("time", at.toString()));
    }

    /** Where audit lines go. */
    interface Sink extends Closeable {

        /** The highest sequence number written so far; 0 if there is none. */
        long lastSequence() throws IOException;

        /** Appends a line; on return it is as durable as the target can make it. */
        void append(String line) throws IOException;
    }
}
