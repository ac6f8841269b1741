package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.OneArgFunction;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.TableLib;
import org.luaj.vm2.lib.VarArgFunction;

/**
 * Runs a script as Argo CD runs those of its ConfigMap: with the base and table libraries, and of {@code os} only
 * {@code time} and {@code date}. The two behave as they do there, down to what is odd: a time that is given is told in
 * the zone of the server, whatever the format asks for.
 */
final class ArgoLua {
    private static final Map<String, DateTimeFormatter> FORMATS = Map.of(
            "Y", format("uuuu"),
            "m", format("MM"),
            "d", format("dd"),
            "H", format("HH"),
            "M", format("mm"),
            "S", format("ss"),
            "F", format("uuuu-MM-dd"),
            "X", format("HH:mm:ss"));

    private static final Pattern FLAG = Pattern.compile("%(.)");

    private final Clock clock;

    /**
     * Scripts ask that clock.
     *
     * @param clock gives the zone of the server, too
     */
    ArgoLua(Clock clock) {
        this.clock = clock;
    }

    /**
     * Runs a script on a resource and gives what it returns.
     *
     * @param parameters what a person has filled in, where the script is an action
     * @throws LuaError if the script fails
     */
    JsonNode run(String script, JsonNode resource, Map<String, String> parameters) {
        Globals globals = new Globals();
        globals.load(new BaseLib());
        globals.load(new PackageLib());
        globals.load(new TableLib());
        LoadState.install(globals);
        LuaC.install(globals);
        LuaTable os = os();
        globals.set("require", new OneArgFunction() {
            @Override
            public LuaValue call(LuaValue name) {
                return name.checkjstring().equals("os") ? os : LuaValue.error("module not found: " + name);
            }
        });
        globals.set("obj", LuaJson.toLua(resource));
        LuaTable filledIn = new LuaTable();
        parameters.forEach(filledIn::set);
        globals.set("actionParams", filledIn);
        return LuaJson.toJson(globals.load(script, "script").call());
    }

    private LuaTable os() {
        LuaTable os = new LuaTable();
        os.set("time", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return LuaValue.valueOf((double)
                        (arguments.narg() == 0 ? clock.instant() : time(arguments.checktable(1))).getEpochSecond());
            }
        });
        os.set("date", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs arguments) {
                return date(arguments);
            }
        });
        return os;
    }

    private Instant time(LuaTable fields) {
        return LocalDateTime.of(number(fields, "year", -1), 1, 1, 0, 0)
                .plusMonths(number(fields, "month", -1) - 1L)
                .plusDays(number(fields, "day", -1) - 1L)
                .plusHours(number(fields, "hour", 12))
                .plusMinutes(number(fields, "min", 0))
                .plusSeconds(number(fields, "sec", 0))
                .atZone(clock.getZone())
                .toInstant();
    }

    private static int number(LuaTable fields, String name, int otherwise) {
        return fields.get(name).optint(otherwise);
    }

    private LuaValue date(Varargs arguments) {
        String format = arguments.checkjstring(1);
        ZonedDateTime time = clock.instant().atZone(format.startsWith("!") ? ZoneOffset.UTC : clock.getZone());
        if (arguments.narg() >= 2) {
            time = Instant.ofEpochSecond(arguments.checklong(2)).atZone(clock.getZone());
        }
        String plain = format.startsWith("!") ? format.substring(1) : format;
        return plain.startsWith("*t") ? fields(time) : LuaValue.valueOf(text(plain, time));
    }

    private static LuaTable fields(ZonedDateTime time) {
        LuaTable fields = new LuaTable();
        fields.set("year", time.getYear());
        fields.set("month", time.getMonthValue());
        fields.set("day", time.getDayOfMonth());
        fields.set("hour", time.getHour());
        fields.set("min", time.getMinute());
        fields.set("sec", time.getSecond());
        return fields;
    }

    private static String text(String format, ZonedDateTime time) {
        return FLAG.matcher(format).replaceAll(flag -> {
            DateTimeFormatter one = FORMATS.get(flag.group(1));
            if (one == null) {
                throw new LuaError("this os.date does not know " + flag.group());
            }
            return one.format(time);
        });
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
    }
}
