package dev.trashops.observability;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Locale;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Logs to standard error, one line per record. */
public final class LoggingSetup {
    private LoggingSetup() {}

    public enum Format {
        TEXT,
        /** One JSON object per line. */
        JSON
    }

    /**
     * Configures Logback.
     *
     * @param level of everything but chatty libraries, which stay at WARN unless this is DEBUG or TRACE
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
            configurator.doConfigure(Objects.requireNonNull(LoggingSetup.class.getResource("/logback.xml")));
        } catch (JoranException e) {
            throw new IllegalStateException("logback.xml is invalid", e);
        }
    }
}
