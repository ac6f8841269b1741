package dev.trashops.observability;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.net.URL;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** How this process logs: to standard error, one line a record. */
public final class LoggingSetup {
    private LoggingSetup() {}

    /** The two shapes of a line. */
    public enum Format {
        /** For people. */
        TEXT,
        /** One JSON object a line. */
        JSON
    }

    /**
     * From now on logs in that format.
     *
     * @param level for everything but chatty libraries, which stay at WARN unless this asks for DEBUG or TRACE
     */
    public static void configure(Format format, Level level) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("format", format.name().toLowerCase(Locale.ROOT));
        context.putProperty("level", level.name());
        boolean debugging = level.toInt() <= Level.DEBUG.toInt();
        context.putProperty("libraries", debugging ? level.name() : Level.WARN.name());
        context.putProperty("depth", debugging ? "full" : "short");
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(configuration());
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml of this program is broken", e);
        }
    }

    private static URL configuration() {
        URL found = LoggingSetup.class.getResource("/logback.xml");
        if (found == null) {
            throw new IllegalStateException("logback.xml is missing from this program");
        }
        return found;
    }
}
