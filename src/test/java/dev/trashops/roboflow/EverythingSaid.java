package dev.trashops.roboflow;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.slf4j.LoggerFactory;

/** All that is logged, by us and by libraries at every level, and what a test adds to it. */
final class EverythingSaid implements AutoCloseable {
    private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final java.util.logging.Logger jul = java.util.logging.Logger.getLogger("");
    private final Level level = root.getLevel();
    private final java.util.logging.Level julLevel = jul.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            said.add(event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getThrowableProxy());
        }
    };
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            said.add(line.getLoggerName() + " " + line.getMessage() + " " + line.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    EverythingSaid() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        handler.setLevel(java.util.logging.Level.ALL);
        jul.addHandler(handler);
        jul.setLevel(java.util.logging.Level.ALL);
    }

    void add(String line) {
        said.add(line);
    }

    void add(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        said.add(trace + " " + thrown);
    }

    Collection<String> lines() {
        return said;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(level);
        jul.removeHandler(handler);
        jul.setLevel(julLevel);
    }
}
