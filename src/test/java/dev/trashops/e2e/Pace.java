package dev.trashops.e2e;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Lets time pass at once for an operator that follows the clock of the sandbox: an interval a step. */
final class Pace {
    private static final String LISTINGS = "GET /:workspace/trash";
    private static final Duration STEP = Duration.ofMillis(500);

    private final Team team;
    private final Roboflow roboflow;

    Pace(Team team, Roboflow roboflow) {
        this.team = team;
        this.roboflow = roboflow;
    }

    /** Lets intervals pass until something has come about. */
    void until(Callable<Boolean> wish) {
        await().atMost(Team.PATIENCE).pollInterval(STEP).until(() -> {
            if (wish.call()) {
                return true;
            }
            step();
            return false;
        });
    }

    /** Lets intervals pass until the Trash was listed so often. */
    void looks(int times) {
        int before = roboflow.calls(LISTINGS);
        until(() -> roboflow.calls(LISTINGS) >= before + times);
    }

    /** An interval, and somebody who asks for a look so that the operator notices. */
    void step() {
        String now = roboflow.control("POST", "clock", "{'advance':'PT11S'}")
                .path("now")
                .asText();
        team.policies().forEach(policy -> team.request(policy, now));
    }

    /** Somebody asks for a look, and no time passes but that which it takes. */
    void look() {
        String now = roboflow.control("GET", "clock", "").path("now").asText();
        team.policies().forEach(policy -> team.request(policy, now));
    }
}
