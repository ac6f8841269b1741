package dev.trashops.observability;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The last line of defense for API keys and a proxy's credentials: whatever a library logs, at whatever level, the {@code
 * api_key} of a URL, a name and password in one, and the credentials of an Authorization header do not leave the process. Masks the finished line, so that arguments, exceptions
 * and context are covered too.
 */
public final class KeyMaskingEncoder extends EncoderBase<ILoggingEvent> {
    private static final Pattern KEY = Pattern.compile(
            "(api_key(?:=|%3D|\\\\*\"\\s*:\\s*\\\\*\"))[^&\\s\"'\\\\<>]+|((?:\\bBearer|authorization\\W{1,6}Basic)\\s+)[^\\s\"'\\\\,]+"
                    + "|(\\bhttps?:\\\\?/\\\\?/)[^\\s/?#\"'\\\\<>]+(?=@)",
            Pattern.CASE_INSENSITIVE);
    private static final byte[] NOTHING = new byte[0];

    private Optional<Encoder<ILoggingEvent>> encoder = Optional.empty();

    /** The encoder that formats the lines; set by Logback from its configuration. */
    public void setEncoder(Encoder<ILoggingEvent> inner) {
        encoder = Optional.of(inner);
    }

    @Override
    public void start() {
        encoder.ifPresentOrElse(Encoder::start, () -> addError("the nested encoder is missing"));
        super.start();
    }

    @Override
    public void stop() {
        encoder.ifPresent(Encoder::stop);
        super.stop();
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return encoder.map(inner -> masked(inner.encode(event))).orElse(NOTHING);
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    private static byte[] masked(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        return KEY.matcher(text).replaceAll("$1$2$3hidden").getBytes(StandardCharsets.UTF_8);
    }
}
