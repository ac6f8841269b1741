package dev.trashops.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.http.RefusalException;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.routes.RoboflowRoute;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Something that goes wrong with calls of a route. Of several faults the first that strikes a call is its only one. Parts
 * combine:
 *
 * <ul>
 *   <li>{@code status} (with {@code retryAfter}, {@code location}): that answer instead of the real one. From 300 on the
 *       request takes no effect; below, it does and only its status is changed (202, 204).
 *   <li>{@code body}: {@code html} and {@code errorIn200} stand for an answer that never reached the handler: no effect.
 *       {@code empty} and {@code torn} (half of the JSON, well framed) spoil an answer on its way: the request took effect,
 *       unless a status from 300 on is asked for too.
 *   <li>{@code drip}: the answer comes byte by byte, a byte each {@link #DRIP}. The request took effect, as above.
 *   <li>{@code drop}: {@code before} cuts the connection before the request takes effect, {@code after} when it has, before a
 *       byte of the answer; with {@code body: torn}, in the middle of the answer.
 *   <li>{@code delay}: waits first, in real time, whatever the sandbox clock says.
 *   <li>{@code hang}: never answers. After so long, in real time, or when the faults are cleared, the connection is cut; a
 *       client's time-out is usually shorter. The request takes no effect.
 *   <li>{@code answer}: an object whose fields are put over those of a success, null takes a field out. {@code {"trash":
 *       false}} says that an item was deleted for good, {@code {"project": "another"}} that another one was moved.
 *   <li>{@code leftOut}: fields that a success lacks, wherever they would be in it: {@code ["created"]}; with a type, {@code
 *       ["version.parentId"]}, only where they belong to an object of that type.
 *   <li>{@code effect}: true or false, overrules what the above says of the effect (a 504 after the change). Alone, false
 *       gives the very answer of a success while nothing happens, and nothing is ever listed.
 *   <li>{@code count} so many calls, without it until cleared; {@code probability} with {@code seed} for each of them.
 *   <li>{@code workspace}: only calls whose path is in that workspace. {@code key}: only calls with that API key.
 * </ul>
 */
public final class Fault {
    /** Time between two bytes of a dripping answer. */
    public static final Duration DRIP = Duration.ofMillis(200);

    private static final String ANY_ROUTE = "*";
    private static final String PARTS = "status, body, answer, leftOut, delay, hang, drip, drop, effect";

    private final ObjectNode asked;
    private final String route;
    private final Optional<String> workspace;
    private final Optional<String> key;
    private final Optional<Integer> status;
    private final Optional<Integer> retryAfter;
    private final Optional<String> location;
    private final AnswerEdits edits;
    private final String body;
    private final String drop;
    private final boolean drip;
    private final Duration delay;
    private final Duration hang;
    private final CountDownLatch cleared;
    private final boolean effect;
    private final double probability;
    private final Random random;
    private int left;

    /**
     * The fault that the JSON asks for.
     *
     * @param cleared is down once the faults are cleared
     * @throws RefusalException for an unknown route or field, or a wrong value
     */
    Fault(JsonFields fields, CountDownLatch cleared) {
        fields.only("route, workspace, key, count, probability, seed, retryAfter, location, " + PARTS);
        this.cleared = cleared;
        this.asked = fields.json();
        this.route = fields.requiredText("route");
        if (!route.equals(ANY_ROUTE) && !RoboflowRoute.labels().contains(route)) {
            throw fields.bad("route", "must be * or one of " + String.join(", ", RoboflowRoute.labels()));
        }
        this.workspace = fields.text("workspace");
        this.key = fields.text("key");
        this.status = fields.number("status", 200);
        if (status.orElse(200) > 599) {
            throw fields.bad("status", "must be from 200 to 599");
        }
        if (List.of(PARTS.split(", ", -1)).stream().noneMatch(fields::has)) {
            throw fields.bad("status", "is missing: write at least one of " + PARTS);
        }
        this.retryAfter = fields.number("retryAfter", 0);
        this.location = fields.text("location");
        this.edits = AnswerEdits.of(fields);
        this.body = fields.oneOf("body", List.of("html", "empty", "torn", "errorIn200"))
                .orElse("");
        this.drop = fields.oneOf("drop", List.of("before", "after")).orElse("");
        this.drip = fields.flag("drip").orElse(false);
        this.delay = fields.positiveDuration("delay").orElse(Duration.ZERO);
        this.hang = fields.positiveDuration("hang").orElse(Duration.ZERO);
        this.effect = fields.flag("effect").orElseGet(this::usualEffect);
        this.probability = fields.fraction("probability").orElse(1.0);
        this.random = new Random(fields.wholeNumber("seed").orElse(0L));
        this.left = fields.number("count", 1).orElse(Integer.MAX_VALUE);
    }

    /** Whether it strikes now; if so, one of its count is used up. */
    boolean strikes(String label, Call call) {
        boolean meant = left > 0
                && (route.equals(ANY_ROUTE) || route.equals(label))
                && workspace.map(slug -> call.segments().indexOf(slug) == 0).orElse(true)
                && (key.isEmpty() || key.equals(call.key()));
        if (!meant || (probability < 1 && random.nextDouble() >= probability)) {
            return false;
        }
        if (left < Integer.MAX_VALUE) {
            left--;
        }
        return true;
    }

    boolean spent() {
        return left == 0;
    }

    /** As it was asked for, with the count that is left. */
    ObjectNode json() {
        ObjectNode now = asked.deepCopy();
        return left < Integer.MAX_VALUE ? now.put("count", left) : now;
    }

    public Duration delay() {
        return delay;
    }

    /** How long a call is left without an answer before it is cut. */
    public Duration hang() {
        return hang;
    }

    /** Down once the faults are cleared, which ends the hanging. */
    public CountDownLatch cleared() {
        return cleared;
    }

    boolean takesEffect() {
        return effect;
    }

    /** Whether a call that takes no effect is answered as if it did, for the rest of the fault to spoil. */
    boolean answersAsIfReal() {
        return status.orElse(200) < 300
                && drop.isEmpty()
                && hang.isZero()
                && !body.equals("html")
                && !body.equals("errorIn200");
    }

    public boolean drips() {
        return drip;
    }

    /** Cut without an answer. */
    public boolean cuts() {
        return !hang.isZero() || (!drop.isEmpty() && !cutsMidway());
    }

    /** Cut in the middle of the answer. */
    public boolean cutsMidway() {
        return drop.equals("after") && body.equals("torn");
    }

    /** What is sent where the handler would have sent {@code real}, or was not asked. */
    Reply spoil(Reply real) {
        boolean replaced =
                status.filter(asked -> real.success() || asked >= 300).isPresent();
        int code = replaced ? status.get() : real.status();
        Reply base = edits.applied(real);
        if (body.equals("errorIn200")) {
            base = Reply.error(status.orElse(200), "Something went wrong on our side");
        } else if (replaced && code >= 300) {
            base = Reply.error(code, code == 402 ? "AccessException" : "SandboxFault", "A fault asked for: " + code);
        }
        String text = base.body();
        String type = base.contentType();
        switch (body) {
            case "html" -> {
                text = "<!DOCTYPE html>\n<html><body><h1>" + code + "</h1><p>A proxy speaks.</p></body></html>\n";
                type = "text/html; charset=utf-8";
            }
            case "empty" -> text = "";
            case "torn" -> text = cutsMidway() ? text : text.substring(0, text.length() / 2);
            default -> {}
        }
        return new Reply(code, type, code == 204 || code == 304 ? "" : text, headers());
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        retryAfter.ifPresent(seconds -> headers.put("Retry-After", Integer.toString(seconds)));
        location.ifPresent(target -> headers.put("Location", target));
        return headers;
    }

    private boolean usualEffect() {
        if (!drop.isEmpty()) {
            return drop.equals("after");
        }
        return status.orElse(200) < 300 && hang.isZero() && !body.equals("html") && !body.equals("errorIn200");
    }
}
