package dev.trashops.sandbox.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.Item.Project;
import dev.trashops.sandbox.workspace.Item.Version;
import dev.trashops.sandbox.workspace.Workspace;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The routes of the Roboflow API. Each call is authenticated, then let into the workspace, then checked for its scope, then
 * carried out. Not thread-safe: its owner holds a lock.
 */
public final class RoboflowRoutes {
    private final WorkspaceStore state;
    private final IdGenerator ids;

    public RoboflowRoutes(WorkspaceStore state, IdGenerator ids) {
        this.state = state;
        this.ids = ids;
    }

    /** The answer to a call; errors are answers too. */
    public Reply answer(RoboflowRoute route, Call call, Behaviour behaviour, Instant now) {
        try {
            AuthenticatedCall authenticated = authenticate(route, call, behaviour, now);
            authenticated.checkScope();
            return switch (route.group()) {
                case READ -> Reply.json(200, read(authenticated));
                case RUN_READ -> Reply.json(200, readTrainings(authenticated));
                case TRASH -> Reply.json(200, new TrashRoutes(state, authenticated).answer());
                case RUN -> Reply.json(200, new TrainingRoutes(state, ids, authenticated).answer());
                case WORKFLOW -> Reply.json(200, new WorkflowRoutes(state, ids, authenticated).answer());
                case GENERATE -> Reply.json(200, generate(authenticated));
                case FOLDER -> Reply.json(200, new FolderRoutes(state, ids, authenticated).answer());
                case API_KEY -> Reply.json(200, new KeyRoutes(state, ids, authenticated).answer());
                case IMAGE -> new ImageRoutes(state, authenticated).answer();
                case FINAL -> deleteForGood(authenticated);
            };
        } catch (RefusalException refusal) {
            return refusal.reply();
        }
    }

    private AuthenticatedCall authenticate(RoboflowRoute route, Call call, Behaviour behaviour, Instant now) {
        String sent = call.key()
                .orElseThrow(() -> new RefusalException(Reply.error(401, "OAuthException", "No API key was sent.")));
        for (Workspace own : state.all()) {
            Optional<Workspace.Key> key = own.key(sent);
            if (key.isPresent()) {
                call.segments().stream().findFirst().ifPresent(slug -> checkOwn(own, slug, behaviour));
                boolean fresh = route.mutates() || call.uncached();
                Workspace seen = fresh ? own : state.seenBy(call.path(), own);
                return new AuthenticatedCall(route, call, key.get(), seen, seen.seenBy(key.get()), behaviour, now);
            }
        }
        throw new RefusalException(Reply.badKey(sent));
    }

    /** Lets only calls for the key's own workspace pass; a foreign one is answered as the options say. */
    private void checkOwn(Workspace own, String slug, Behaviour behaviour) {
        if (!own.slug().equals(slug)) {
            throw new RefusalException(
                    behaviour.foreignWorkspaceStatus() == 403
                                    && state.find(slug).isPresent()
                            ? Reply.error(403, "AccessException", "This API key does not open that workspace.")
                            : Reply.invisible(
                                    "There is no workspace '" + slug + "', or this API key does not open it."));
        }
    }

    private static JsonNode read(AuthenticatedCall call) {
        ActiveItemsJson items =
                new ActiveItemsJson(call.workspace(), call.behaviour().shape());
        return switch (call.route()) {
            case WORKSPACE -> items.everything();
            case PROJECT -> items.projectWithVersions(call.project());
            case VERSION -> items.oneVersion(call.project(), call.version());
            case MODELS ->
                items.models(
                        call.project(), Optional.ofNullable(call.call().query().get("group")));
            case EXPORT ->
                items.export(
                        call.project(), call.version(), call.call().segments().get(3));
            case TRAINING_RESULTS -> new TrainingsJson(call).results();
            case WORKFLOWS -> items.workflows();
            case WORKFLOW -> items.oneWorkflow(call.workflow());
            case WORKFLOW_VERSIONS -> items.workflowVersions(call.workflow());
            case TRASH -> new TrashListingJson(call.workspace(), call.behaviour()).render();
            default -> items.welcome();
        };
    }

    private static JsonNode readTrainings(AuthenticatedCall call) {
        TrainingsJson trainings = new TrainingsJson(call);
        return switch (call.route()) {
            case TRAINING -> trainings.one();
            case RECIPE -> trainings.recipe();
            default -> trainings.list();
        };
    }

    /** A new version of what the project holds, which is there at once. */
    private JsonNode generate(AuthenticatedCall call) {
        JsonFields settings = call.fields();
        for (String needed : List.of("preprocessing", "augmentation")) {
            if (settings.object(needed).isEmpty()) {
                throw settings.bad(needed, "is missing");
            }
        }
        Project project = call.project();
        int number = 1 + call.whole().newestNumber(project);
        Version version = new Version(
                number,
                "Version " + number,
                call.now(),
                project.images(),
                false,
                Version.USUAL_MODEL_FIELDS,
                List.of());
        state.update(call.whole().with(project.with(version)), call.behaviour().listingLag());
        return Json.object().put("message", "Generating").put("version", version.id());
    }

    /** What these delete has no Trash. They are counted, so that tests can prove that there were none. */
    private Reply deleteForGood(AuthenticatedCall call) {
        return switch (call.route()) {
            case DELETE_FOLDER -> Reply.json(200, new FolderRoutes(state, ids, call).answer());
            case DELETE_API_KEY -> Reply.json(200, new KeyRoutes(state, ids, call).answer());
            default -> new ImageRoutes(state, call).answer();
        };
    }
}
