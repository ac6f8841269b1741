package dev.trashops.observability;

import dev.trashops.plan.model.ActionKind;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.LastAction;
import dev.trashops.plan.model.LastAction.Outcome;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs each restore and deletion once, with its outcome. One that fails the same way again and again is said once an hour, and
 * one whose outcome only a list of the Trash can tell is said again when that is known.
 */
public final class ActionLog implements LoopListener {
    private static final Logger LOG = LoggerFactory.getLogger(ActionLog.class);
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Uptime uptime;
    private final Map<WorkspaceId, Map<Action, Said>> workspaces = new HashMap<>();

    public ActionLog(Uptime uptime) {
        this.uptime = uptime;
    }

    /** What is tried again until it succeeds. */
    private record Action(ClaimId claim, ActionKind kind) {}

    /**
     * What was last logged of it.
     *
     * @param tries how many ended so since
     */
    private record Said(Mutation mutation, Outcome outcome, String message, Duration at, int tries) {
        private boolean isSame(Outcome newer, String newMessage) {
            return outcome == newer && message.equals(newMessage);
        }
    }

    @Override
    public synchronized void ended(Mutation mutation, Outcome outcome, String message, Instant at) {
        Action action = new Action(mutation.claim().id(), mutation.action());
        Map<Action, Said> known = workspaces.computeIfAbsent(mutation.workspace(), any -> new HashMap<>());
        Duration now = uptime.elapsed();
        Optional<Said> before = Optional.ofNullable(known.get(action));
        int tries = before.map(Said::tries).orElse(0) + 1;
        boolean repeated = outcome != Outcome.DONE
                && before.filter(said -> said.isSame(outcome, message)
                                && now.minus(said.at()).compareTo(AGAIN) < 0)
                        .isPresent();
        if (repeated) {
            Said said = before.orElseThrow();
            known.put(action, new Said(mutation, outcome, message, said.at(), tries));
            LOG.debug("{} again: {}", described(mutation), message);
            return;
        }
        log(mutation, outcome, message, tries > 1 ? " (try " + tries + ")" : "");
        if (outcome == Outcome.DONE) {
            known.remove(action);
        } else {
            known.put(action, new Said(mutation, outcome, message, now, tries));
        }
    }

    /** A list of the Trash tells how what was left open has ended. */
    @Override
    public synchronized void published(WorkspaceProjection projection) {
        if (projection.isEmpty()) {
            workspaces.remove(projection.workspace());
            return;
        }
        Map<Action, Said> known = workspaces.getOrDefault(projection.workspace(), Map.of());
        Set<Action> over = new HashSet<>();
        known.forEach((action, said) -> {
            Optional<LastAction> last = Optional.ofNullable(projection.items().get(action.claim()))
                    .flatMap(item -> item.claimStatus().lastAction());
            if (last.isEmpty() && !action.claim().isUnborn()) {
                over.add(action);
            }
            last.filter(ended -> said.outcome() == Outcome.STARTED
                            && ended.action() == action.kind()
                            && ended.outcome() == Outcome.DONE)
                    .ifPresent(ended -> {
                        over.add(action);
                        log(said.mutation(), ended.outcome(), ended.message(), " (as the Trash shows)");
                    });
        });
        known.keySet().removeAll(over);
    }

    private static void log(Mutation mutation, Outcome outcome, String message, String how) {
        LOG.atLevel(outcome == Outcome.DONE ? Level.INFO : Level.WARN)
                .addKeyValue("policy", mutation.policy())
                .addKeyValue("workspace", mutation.workspace())
                .addKeyValue("resource", resource(mutation.claim().id()))
                .addKeyValue("action", CamelCase.of(mutation.action()))
                .addKeyValue("outcome", CamelCase.of(outcome))
                .log("{}{}: {}", described(mutation), how, said(outcome, message));
    }

    private static String said(Outcome outcome, String message) {
        return switch (outcome) {
            case DONE -> "done. " + message;
            case FAILED -> "failed. " + message;
            case REVERTED -> "reverted. " + message;
            case STARTED -> "no answer that tells its outcome, " + message + ". The next list of the Trash tells it";
        };
    }

    private static String described(Mutation mutation) {
        String what = mutation.action() == ActionKind.RESTORE ? "Restore" : "Deletion";
        return what + " of " + mutation.item().described() + " in workspace " + mutation.workspace() + " for "
                + (mutation.claim().id().isUnborn()
                        ? "RoboflowTrashPolicy " + mutation.policy()
                        : "TrashedItem " + resource(mutation.claim().id()))
                + mutation.requestedBy().rule().map(rule -> ", rule " + rule).orElse("")
                + mutation.approval().map(digest -> ", approved " + digest).orElse("");
    }

    private static String resource(ClaimId claim) {
        return claim.namespace() + "/" + claim.name();
    }
}
