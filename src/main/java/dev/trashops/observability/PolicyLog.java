package dev.trashops.observability;

import dev.trashops.observability.ReadinessLog.Kind;
import dev.trashops.observability.ReadinessLog.Line;
import dev.trashops.observability.ReadinessLog.Reading;
import dev.trashops.plan.model.PolicyCondition;
import dev.trashops.plan.model.PolicyId;
import dev.trashops.plan.model.PolicyProjection;
import dev.trashops.plan.model.PolicyState.KeyProof;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.workspace.port.LoopListener;
import dev.trashops.workspace.port.Uptime;
import dev.trashops.workspace.port.WorkspaceProjection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs how policies fare: a warning when one gets worse, a line when it is well again, and a reminder while it is not. Policies
 * of a workspace that fare alike share a line.
 */
public final class PolicyLog implements LoopListener {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyLog.class);
    private static final int MOST_NAMES = 5;

    private final Uptime uptime;
    private final Map<WorkspaceId, Map<PolicyId, Topics>> workspaces = new HashMap<>();

    public PolicyLog(Uptime uptime) {
        this.uptime = uptime;
    }

    /** What is said of a policy, one thing independent of the others. */
    private enum Topic {
        READINESS("is", "are", "not ready", "ready"),
        LIMIT("has", "have", "deletions that a limit holds", "no deletions that a limit holds"),
        ITEMS("has", "have", "stalled items that are to be kept", "no stalled items that are to be kept"),
        RULES("has", "have", "questionable rules", "no questionable rules"),
        SIZE("has", "have", "rules that match too many items", "no rules that match too many items");

        private final String verb;
        private final String plural;
        private final String bad;
        private final String good;

        Topic(String verb, String plural, String bad, String good) {
            this.verb = verb;
            this.plural = plural;
            this.bad = bad;
            this.good = good;
        }

        private String state(boolean isGood, boolean several) {
            return (several ? plural : verb) + " " + (isGood ? good : bad);
        }
    }

    /** One policy. */
    private static final class Topics {
        private final Map<Topic, ReadinessLog> topics = new EnumMap<>(Topic.class);
        private Optional<KeyProof> proof = Optional.empty();
    }

    /** What policies have in common that share a line. */
    private record Said(Topic topic, Kind kind, Reading now, Optional<Reading> before) {}

    /** Policies that share a line, and the line of the one with which it lasted longest. */
    private record Shared(List<PolicyId> policies, Line line) {
        private Shared and(Shared other) {
            List<PolicyId> both = new ArrayList<>(policies);
            both.addAll(other.policies);
            return new Shared(both, line.lasted().compareTo(other.line.lasted()) >= 0 ? line : other.line);
        }
    }

    @Override
    public synchronized void published(WorkspaceProjection projection) {
        WorkspaceId workspace = projection.workspace();
        if (projection.policies().isEmpty()) {
            workspaces.remove(workspace);
            return;
        }
        Map<PolicyId, Topics> known = workspaces.computeIfAbsent(workspace, any -> new HashMap<>());
        known.keySet().retainAll(projection.policies().keySet());
        Map<Said, Shared> lines = new LinkedHashMap<>();
        projection.policies().forEach((id, policy) -> {
            Topics said = known.computeIfAbsent(id, any -> new Topics());
            key(workspace, id, said, policy);
            readings(policy)
                    .forEach((topic, reading) ->
                            shows(said, topic, reading).ifPresent(line -> add(lines, topic, id, line)));
        });
        lines.forEach((said, shared) -> log(workspace, said, shared));
    }

    /** Nothing has changed; what is still not in order is said now and then. */
    @Override
    public synchronized void passed(WorkspaceId workspace, Duration took, Instant at) {
        Map<Said, Shared> lines = new LinkedHashMap<>();
        workspaces
                .getOrDefault(workspace, Map.of())
                .forEach((id, said) -> said.topics.forEach(
                        (topic, log) -> log.passes(uptime.elapsed()).ifPresent(line -> add(lines, topic, id, line))));
        lines.forEach((said, shared) -> log(workspace, said, shared));
    }

    private Optional<Line> shows(Topics said, Topic topic, Reading reading) {
        // Of what was never amiss there is nothing to say but that the policy is ready.
        return topic == Topic.READINESS || !reading.good() || said.topics.containsKey(topic)
                ? said.topics.computeIfAbsent(topic, any -> new ReadinessLog()).shows(reading, uptime.elapsed())
                : Optional.empty();
    }

    /** What it says of each topic; before the first read of the workspace nothing of its readiness. */
    private static Map<Topic, Reading> readings(PolicyProjection policy) {
        Map<Topic, Reading> readings = new EnumMap<>(Topic.class);
        if (policy.readiness().reason() != Reason.SNAPSHOT_PENDING) {
            Readiness readiness = policy.readiness();
            readings.put(
                    Topic.READINESS,
                    readiness.isReady()
                            ? Reading.GOOD
                            : Reading.bad(readiness.reason().text(), readiness.message()));
        }
        readings.put(Topic.LIMIT, reading(policy, PolicyCondition.LIMIT_EXCEEDED));
        readings.put(Topic.SIZE, reading(policy, PolicyCondition.TRUNCATED));
        readings.put(Topic.ITEMS, reading(policy, PolicyCondition.ITEMS_STALLED));
        readings.put(Topic.RULES, reading(policy, PolicyCondition.RULES_QUESTIONABLE));
        return readings;
    }

    private static Reading reading(PolicyProjection policy, PolicyCondition condition) {
        return policy.condition(condition)
                .filter(notice -> !notice.isOftenInOrder())
                .map(notice -> Reading.bad(notice.reason(), notice.message()))
                .orElse(Reading.GOOD);
    }

    /** A new key of a policy that was in order all the time, as after a rotation. */
    private static void key(WorkspaceId workspace, PolicyId id, Topics said, PolicyProjection policy) {
        boolean accepted = said.proof.equals(Optional.of(KeyProof.LAPSED)) && policy.proof() == KeyProof.CURRENT;
        said.proof = Optional.of(policy.proof());
        if (accepted) {
            LOG.atInfo()
                    .addKeyValue("policy", id)
                    .addKeyValue("workspace", workspace)
                    .log("The API key of RoboflowTrashPolicy {} is accepted: it opens workspace {}", id, workspace);
        }
    }

    private static void add(Map<Said, Shared> lines, Topic topic, PolicyId policy, Line line) {
        lines.merge(
                new Said(topic, line.kind(), line.now(), line.before()),
                new Shared(List.of(policy), line),
                Shared::and);
    }

    private static void log(WorkspaceId workspace, Said said, Shared shared) {
        boolean good = said.now().good() && said.kind() != Kind.UNSTEADY;
        LOG.atLevel(good ? Level.INFO : Level.WARN)
                .addKeyValue("policy", names(shared.policies()))
                .addKeyValue("workspace", workspace)
                .addKeyValue("reason", said.now().reason())
                .log("{} of workspace {} {}", described(shared.policies()), workspace, sentence(said, shared));
    }

    private static String described(List<PolicyId> policies) {
        return (policies.size() == 1 ? "RoboflowTrashPolicy " : "RoboflowTrashPolicies ") + names(policies);
    }

    private static String names(List<PolicyId> policies) {
        String some = policies.stream()
                .map(PolicyId::toString)
                .sorted()
                .limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
        int more = policies.size() - MOST_NAMES;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    private static String sentence(Said said, Shared shared) {
        Line line = shared.line();
        boolean several = shared.policies().size() > 1;
        String state = said.topic().state(said.now().good(), several);
        String problem = said.now().good()
                ? ""
                : " (" + said.now().reason() + "): " + said.now().message();
        String lasted = Durations.text(line.lasted());
        return switch (said.kind()) {
            case GOOD -> state + ": the API key is accepted, and the Trash is listed";
            case BAD -> state + problem;
            case RECOVERED -> state + " again after " + lasted + was(said);
            case STILL_BAD -> state + " for " + lasted + " now" + problem;
            case UNSTEADY ->
                (several ? "keep" : "keeps") + " changing, " + line.changes() + " times within " + lasted + ", and "
                        + state + " now" + problem;
            case SETTLED -> state + problem + ". It had changed " + line.changes() + " times within " + lasted;
        };
    }

    private static String was(Said said) {
        return said.topic() == Topic.READINESS
                ? said.before()
                        .map(before -> " (it was " + before.reason() + ")")
                        .orElse("")
                : "";
    }
}
