package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.ErrorReplies;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.json.Json;
import dev.trashops.sandbox.json.JsonFields;
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
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything the sandbox knows, behind one lock. Nothing in here waits or does I/O. */
public final class RunningSandbox {
    private final ReentrantLock lock = new ReentrantLock();
    private final WorkspaceStore state = new WorkspaceStore();
    private final RoboflowRoutes routes = new RoboflowRoutes(state);
    private final RequestLog log = new RequestLog();
    private final List<Fault> faults = new ArrayList<>();
    private final MovableClock clock;
    private final IdGenerator ids;
    private Behaviour behaviour = Behaviour.DEFAULT;

    public RunningSandbox(MovableClock clock, IdGenerator ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /** Counts a call as it arrives and finds the fault that strikes it. */
    public Optional<Fault> arrive(Optional<RoboflowRoute> route, Call call) {
        return locked(() -> {
            String label = route.map(RoboflowRoute::label).orElse(call.method() + " (no such route)");
            log.count(label);
            Optional<Fault> fault =
                    faults.stream().filter(one -> one.strikes(label, call)).findFirst();
            faults.removeIf(Fault::spent);
            return fault;
        });
    }

    /** Lets the call take effect, unless the fault keeps it from doing so, and gives the answer. */
    public Reply answer(Optional<RoboflowRoute> route, Call call, Optional<Fault> fault) {
        return locked(() -> {
            cleanUp();
            boolean handled = fault.map(Fault::takesEffect).orElse(true);
            Reply real = handled ? handle(route, call) : Reply.json(200, Json.object());
            Reply sent = fault.map(one -> one.spoil(real)).orElse(real);
            if (route.map(RoboflowRoute::mutates).orElse(!call.method().equals("GET"))) {
                boolean applied = handled && real.success();
                boolean cutBefore = !handled && fault.map(Fault::cuts).orElse(false);
                log.add(new RequestLog.Mutation(
                        clock.instant(), call.method(), call.path(), cutBefore ? 0 : sent.status(), applied));
            }
            return sent;
        });
    }

    /** The moment that the Date header tells. */
    public Instant told() {
        return locked(() -> clock.instant().plus(behaviour.dateSkew()));
    }

    ObjectNode requests() {
        return locked(log::json);
    }

    ObjectNode forgetRequests() {
        return locked(() -> {
            log.clear();
            return log.json();
        });
    }

    ObjectNode state() {
        return locked(() -> {
            cleanUp();
            return SeedWriter.write(state.all());
        });
    }

    /** Replaces all workspaces, keys included; clock, options, faults and counts stay. */
    public ObjectNode replaceState(JsonNode seed) {
        return locked(() -> {
            state.replaceAll(new SeedReader(clock.instant(), ids).read(seed));
            cleanUp();
            return SeedWriter.write(state.all());
        });
    }

    ObjectNode time() {
        return locked(() -> Json.object().put("now", Json.time(clock.instant())));
    }

    /** Moves the clock by a step or to a moment, and cleans up. */
    ObjectNode moveClock(JsonFields fields) {
        return locked(() -> {
            fields.only("advance, now");
            Optional<Duration> step = fields.positiveDuration("advance");
            Optional<Instant> moment = fields.moment("now", clock.instant());
            if (step.isPresent() == moment.isPresent()) {
                throw fields.bad("advance", "or now: write exactly one of the two");
            }
            step.ifPresent(clock::advance);
            moment.ifPresent(clock::set);
            int gone = cleanUp();
            return Json.object().put("now", Json.time(clock.instant())).put("cleanedUp", gone);
        });
    }

    ObjectNode faults() {
        return locked(() -> {
            ObjectNode told = Json.object();
            var list = told.putArray("faults");
            faults.forEach(fault -> list.add(fault.json()));
            return told;
        });
    }

    ObjectNode addFault(Fault fault) {
        return locked(() -> {
            faults.add(fault);
            return faults();
        });
    }

    ObjectNode clearFaults() {
        return locked(() -> {
            faults.clear();
            return faults();
        });
    }

    ObjectNode act(JsonFields fields) {
        return locked(() -> {
            cleanUp();
            return new WebAppAction(state, ids, fields, clock.instant()).run(behaviour.listingLag());
        });
    }

    ObjectNode options() {
        return locked(() -> behaviour.json());
    }

    ObjectNode changeOptions(JsonFields fields) {
        return locked(() -> {
            behaviour = behaviour.with(fields);
            return behaviour.json();
        });
    }

    private Reply handle(Optional<RoboflowRoute> route, Call call) {
        return route.map(known -> routes.answer(known, call, behaviour, clock.instant()))
                .orElseGet(() -> ErrorReplies.invisible("Unsupported request. `" + call + "` does not exist."));
    }

    private int cleanUp() {
        return state.cleanUp(clock.instant().minus(behaviour.cleanupLag()), behaviour.listingLag());
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
