package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.routes.Behaviour;
import dev.trashops.sandbox.routes.RoboflowRoute;
import dev.trashops.sandbox.routes.RoboflowRoutes;
import dev.trashops.sandbox.seed.SeedReader;
import dev.trashops.sandbox.seed.SeedWriter;
import dev.trashops.sandbox.workspace.IdGenerator;
import dev.trashops.sandbox.workspace.WorkspaceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole state of the sandbox, behind one lock. Nothing in here waits or does I/O. */
public final class RunningSandbox {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSandbox.class);

    /** First path segment of every control route. */
    public static final String CONTROL = "_sandbox";

    private final WorkspaceStore state = new WorkspaceStore();
    private final IdGenerator ids = new IdGenerator();
    private final RoboflowRoutes routes = new RoboflowRoutes(state, ids);
    private final Map<String, Integer> callsByRoute = new TreeMap<>();
    private final List<Mutation> mutations = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final MovableClock clock;
    private CountDownLatch cleared = new CountDownLatch(1);
    private Optional<String> region = Optional.empty();
    private int finalDeletes;
    private Behaviour behaviour = Behaviour.DEFAULT;

    /**
     * A call that meant to change something. Holds no query, header or body.
     *
     * @param status of the answer, sent or cut off; 0 when the connection was cut before there was one
     * @param applied whether something changed
     */
    private record Mutation(Instant at, String method, String path, int status, boolean applied) {}

    public RunningSandbox(MovableClock clock) {
        this.clock = clock;
    }

    /** Counts a call as it arrives and finds the fault that strikes it. */
    public synchronized Optional<Fault> arrive(Optional<RoboflowRoute> route, Call call) {
        String label = route.map(RoboflowRoute::label).orElse(call.method() + " (no such route)");
        callsByRoute.merge(label, 1, Integer::sum);
        if (route.map(RoboflowRoute::deletesForGood).orElse(false)) {
            finalDeletes++;
            LOG.warn("A call that would delete something for good: {}", call);
        }
        Optional<Fault> fault =
                faults.stream().filter(one -> one.strikes(label, call)).findFirst();
        faults.removeIf(Fault::spent);
        return fault;
    }

    /** Lets the call take effect, unless the fault keeps it from doing so, and gives the answer. */
    public synchronized Reply answer(Optional<RoboflowRoute> route, Call call, Optional<Fault> fault) {
        cleanUp();
        long before = state.revision();
        boolean handled = fault.map(Fault::takesEffect).orElse(true);
        Reply real = handled ? handle(route, call) : handleWithoutEffect(route, call, fault.get());
        Reply sent = fault.map(one -> one.spoil(real)).orElse(real);
        if (route.map(RoboflowRoute::mutates).orElse(!call.method().equals("GET"))) {
            boolean forGood = handled
                    && real.success()
                    && route.map(RoboflowRoute::deletesForGood).orElse(false);
            boolean applied = forGood || state.revision() > before;
            boolean cutBefore = !handled && fault.map(Fault::cuts).orElse(false);
            int status = cutBefore ? 0 : sent.status();
            mutations.add(new Mutation(clock.instant(), call.method(), call.path(), status, applied));
        }
        return sent;
    }

    /** The moment that the Date header shows. */
    public synchronized Instant date() {
        return clock.instant().plus(behaviour.dateSkew());
    }

    /**
     * The answer of the routes below {@code /_sandbox}, by which the sandbox itself is driven. They need no key, are not
     * counted, meet no faults and answer bad input with 400 and {@code {"error": what to write}}.
     */
    public synchronized Reply control(Call call) {
        try {
            String what = call.segments().size() == 2 ? call.segments().get(1) : "";
            return Reply.json(200, control(call.method() + " " + what, call.body()));
        } catch (RefusalException refusal) {
            return refusal.reply();
        }
    }

    /**
     * Replaces all workspaces, keys included, and the region; clock and counts stay, and so do options and faults unless the
     * seed has some.
     */
    public synchronized ObjectNode replaceState(JsonNode seed) {
        JsonFields fields = JsonFields.of(seed);
        Behaviour asked = fields.object("options").map(behaviour::with).orElse(behaviour);
        CountDownLatch end = fields.has("faults") ? new CountDownLatch(1) : cleared;
        List<Fault> struck = fields.objects("faults").stream()
                .map(fault -> new Fault(fault, end))
                .toList();
        SeedReader.Seed read =
                new SeedReader(clock.instant(), ids).read(fields.json().without(List.of("options", "faults")));
        state.replaceAll(read.workspaces());
        region = read.region();
        behaviour = asked;
        if (fields.has("faults")) {
            clearFaults();
            cleared = end;
            faults.addAll(struck);
        }
        return state();
    }

    /** Ends all faults, and what hangs by them. */
    public synchronized void clearFaults() {
        faults.clear();
        cleared.countDown();
        cleared = new CountDownLatch(1);
    }

    private ObjectNode control(String route, String body) {
        switch (route) {
            case "DELETE requests" -> {
                callsByRoute.clear();
                mutations.clear();
                finalDeletes = 0;
            }
            case "POST faults" -> faults.add(new Fault(fields(body), cleared));
            case "DELETE faults" -> clearFaults();
            case "POST options" -> behaviour = behaviour.with(fields(body));
            default -> {}
        }
        return switch (route) {
            case "GET requests", "DELETE requests" -> requests();
            case "GET state" -> state();
            case "PUT state" -> replaceState(json(body));
            case "GET clock" -> now();
            case "POST clock" -> moveClock(fields(body));
            case "GET faults", "POST faults", "DELETE faults" ->
                Json.object(Map.of("faults", faults.stream().map(Fault::json).toList()));
            case "POST actions" -> act(fields(body));
            case "GET options", "POST options" -> behaviour.json();
            default ->
                throw new RefusalException(
                        404, "No such control route: there are requests, state, clock, faults, actions and options");
        };
    }

    private ObjectNode requests() {
        int total = callsByRoute.values().stream().mapToInt(Integer::intValue).sum();
        ObjectNode requests = Json.object().put("total", total).put("finalDeletes", finalDeletes);
        requests.set("byRoute", Json.tree(callsByRoute));
        return requests.set("mutations", Json.tree(mutations));
    }

    private ObjectNode state() {
        cleanUp();
        return SeedWriter.write(region, state.all());
    }

    private ObjectNode now() {
        return Json.object().put("now", Json.time(clock.instant()));
    }

    /** Moves the clock by a step or to a moment, forward or back, and cleans up. */
    private ObjectNode moveClock(JsonFields fields) {
        fields.only("advance, now");
        Optional<Duration> step = fields.duration("advance");
        Optional<Instant> moment = fields.moment("now", clock.instant());
        if (step.isPresent() == moment.isPresent()) {
            throw fields.bad("advance", "or now: write exactly one of the two");
        }
        if (step.map(clock.instant()::plus).filter(JsonFields::isInRange).isEmpty() && moment.isEmpty()) {
            throw fields.bad("advance", "must not lead out of the years 1970 to 9999");
        }
        step.ifPresent(clock::advance);
        moment.ifPresent(clock::set);
        int gone = cleanUp();
        return now().put("cleanedUp", gone);
    }

    private ObjectNode act(JsonFields fields) {
        cleanUp();
        return new WebAppAction(state, ids, fields, clock.instant()).run(behaviour.listingLag());
    }

    private Reply handle(Optional<RoboflowRoute> route, Call call) {
        return route.map(known -> routes.answer(known, call, behaviour, clock.instant()))
                .orElseGet(() -> Reply.invisible("Unsupported request. `" + call + "` does not exist."));
    }

    /** What the handler would have answered, or nothing where the fault keeps the call from reaching it. */
    private Reply handleWithoutEffect(Optional<RoboflowRoute> route, Call call, Fault fault) {
        if (!fault.answersAsIfReal()) {
            return Reply.json(200, Json.object());
        }
        WorkspaceStore.Snapshot before = state.snapshot();
        Reply reply = handle(route, call);
        state.goBackTo(before);
        return reply;
    }

    private int cleanUp() {
        return state.cleanUp(clock.instant().minus(behaviour.cleanupLag()), behaviour.listingLag());
    }

    private static JsonFields fields(String body) {
        return JsonFields.of(json(body));
    }

    private static JsonNode json(String body) {
        if (body.isBlank()) {
            throw new RefusalException(400, "The body is empty: send a JSON object");
        }
        return Json.parse(body);
    }
}
