package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The routes of API keys. The secret itself is only in the answers that make one; a revoked key is gone for good. */
final class KeyRoutes {
    private static final int PREFIX = 3;

    private final WorkspaceStore state;
    private final IdGenerator ids;
    private final AuthenticatedCall call;
    private final Workspace workspace;

    KeyRoutes(WorkspaceStore state, IdGenerator ids, AuthenticatedCall call) {
        this.state = state;
        this.ids = ids;
        this.call = call;
        this.workspace = call.whole();
    }

    ObjectNode answer() {
        return switch (call.route()) {
            case API_KEYS -> list();
            case PUBLISHABLE_KEY -> Json.object().put("publishableKey", publishable());
            case API_KEY -> Json.object().set("apiKey", json(named()));
            case CREATE_API_KEY -> create();
            case UPDATE_API_KEY -> update(named());
            case ROLL_API_KEY -> roll(unprotected());
            default -> revoke(unprotected());
        };
    }

    private ObjectNode list() {
        boolean all = "true".equals(call.call().query().get("includeDisabled"));
        ObjectNode answer = Json.object();
        ArrayNode keys = answer.putArray("apiKeys");
        workspace.keys().stream().filter(key -> all || !key.disabled()).forEach(key -> keys.add(json(key)));
        return answer.put("publishableKey", publishable());
    }

    /** Without scopes it may do what the calling key may, with null everything. */
    private ObjectNode create() {
        JsonFields asked = call.fields();
        Workspace.Key made = new Workspace.Key(
                ids.next(),
                asked.text("name"),
                scopes(asked, call.key().scopes()),
                false,
                asked.flag("protected").orElse(false),
                asked.texts("folderIds").map(this::projectsIn).or(call.key()::projects));
        put(Stream.concat(workspace.keys().stream(), Stream.of(made)).toList());
        return made(made);
    }

    private ObjectNode update(Workspace.Key key) {
        JsonFields asked = call.fields();
        boolean disabled = asked.flag("disabled").orElse(key.disabled());
        if (key.guarded() && !asked.flag("protected").orElse(true)) {
            throw new RefusalException(403, "A key can't be unprotected through the API");
        }
        if (key.guarded() && disabled) {
            throw isProtected();
        }
        Workspace.Key changed = new Workspace.Key(
                key.key(),
                asked.text("name").or(key::name),
                scopes(asked, key.scopes()),
                disabled,
                asked.flag("protected").orElse(key.guarded()),
                key.projects());
        replace(key, changed);
        return Json.object().set("apiKey", json(changed));
    }

    private ObjectNode roll(Workspace.Key key) {
        Workspace.Key rolled =
                new Workspace.Key(ids.next(), key.name(), key.scopes(), key.disabled(), false, key.projects());
        replace(key, rolled);
        return made(rolled);
    }

    private ObjectNode revoke(Workspace.Key key) {
        put(workspace.keys().stream().filter(other -> !other.equals(key)).toList());
        return Json.object().put("status", "revoked").put("keyId", key.id());
    }

    private Workspace.Key named() {
        String id = call.call().segments().get(2);
        return workspace.keys().stream()
                .filter(key -> key.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new RefusalException(404, "No such API key"));
    }

    private Workspace.Key unprotected() {
        Workspace.Key key = named();
        if (key.guarded()) {
            throw isProtected();
        }
        return key;
    }

    private void replace(Workspace.Key old, Workspace.Key fresh) {
        put(workspace.keys().stream()
                .map(other -> other.equals(old) ? fresh : other)
                .toList());
    }

    private void put(List<Workspace.Key> keys) {
        state.update(workspace.withKeys(keys), 0);
    }

    private List<String> projectsIn(List<String> folders) {
        return folders.stream()
                .map(id -> workspace
                        .trashless()
                        .folder(id)
                        .orElseThrow(() -> new RefusalException(404, "No such folder: " + id)))
                .flatMap(folder -> folder.projects().stream())
                .toList();
    }

    private static Optional<List<String>> scopes(JsonFields asked, Optional<List<String>> otherwise) {
        return asked.json().path("scopes").isNull()
                ? Optional.empty()
                : asked.texts("scopes").or(() -> otherwise);
    }

    private ObjectNode json(Workspace.Key key) {
        ObjectNode node = Json.object()
                .put("keyId", key.id())
                .put("name", key.name().orElse("API key"))
                .put("prefix", key.key().substring(0, Math.min(PREFIX, key.key().length())))
                .put("default", key.equals(workspace.keys().get(0)))
                .put("protected", key.guarded())
                .put("disabled", key.disabled());
        return node.set("scopes", Json.tree(key.scopes()));
    }

    private static ObjectNode made(Workspace.Key key) {
        return Json.object()
                .put("keyId", key.id())
                .put("name", key.name().orElse("API key"))
                .put("key", key.key());
    }

    private String publishable() {
        return "rf_" + workspace.slug();
    }

    private static RefusalException isProtected() {
        return new RefusalException(409, "The API key is protected");
    }
}
