package dev.trashops.sandbox;

import dev.trashops.sandbox.control.Fault;
import dev.trashops.sandbox.control.RunningSandbox;
import dev.trashops.sandbox.http.Call;
import dev.trashops.sandbox.http.Reply;
import dev.trashops.sandbox.routes.RoboflowRoute;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityTemplate;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Reads a request, and sends its answer or what a fault makes of it. */
final class RequestHandler implements HttpServerRequestHandler {
    private final RunningSandbox sandbox;
    private final CountDownLatch closing;

    /** A handler that stops waiting and dripping once {@code closing} is down. */
    RequestHandler(RunningSandbox sandbox, CountDownLatch closing) {
        this.sandbox = sandbox;
        this.closing = closing;
    }

    @Override
    public void handle(ClassicHttpRequest request, ResponseTrigger trigger, HttpContext context)
            throws HttpException, IOException {
        Call call = call(request);
        if (call.segments().indexOf(RunningSandbox.CONTROL) == 0) {
            send(trigger, sandbox.control(call), Optional.empty());
            return;
        }
        Optional<RoboflowRoute> route = RoboflowRoute.of(call.method(), call.segments());
        Optional<Fault> fault = sandbox.arrive(route, call);
        pause(fault.map(Fault::delay).orElse(Duration.ZERO), closing);
        Reply reply = sandbox.answer(route, call, fault);
        if (fault.isPresent()) {
            pause(fault.get().hang(), fault.get().cleared());
        }
        if (fault.map(Fault::cuts).orElse(false)) {
            throw cut();
        }
        send(trigger, reply, fault);
    }

    private static Call call(ClassicHttpRequest request) throws HttpException, IOException {
        HttpEntity entity = request.getEntity();
        byte[] bytes = entity == null ? null : EntityUtils.toByteArray(entity);
        String body = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        Optional<String> authorization = Optional.ofNullable(request.getFirstHeader(HttpHeaders.AUTHORIZATION))
                .map(Header::getValue);
        return Call.of(request.getMethod(), request.getPath(), authorization, body);
    }

    private void send(ResponseTrigger trigger, Reply reply, Optional<Fault> fault) throws HttpException, IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        ContentType type = ContentType.parse(reply.contentType());
        try (BasicClassicHttpResponse response = new BasicClassicHttpResponse(reply.status())) {
            reply.headers().forEach(response::setHeader);
            if (fault.map(Fault::cutsMidway).orElse(false)) {
                response.setEntity(new EntityTemplate(body.length, type, null, out -> half(out, body)));
            } else if (fault.map(Fault::drips).orElse(false)) {
                response.setEntity(new EntityTemplate(body.length, type, null, out -> drip(out, body)));
            } else {
                response.setEntity(new ByteArrayEntity(body, type));
            }
            trigger.submitResponse(response);
        }
    }

    private static void half(OutputStream out, byte[] body) throws IOException {
        out.write(body, 0, body.length / 2);
        out.flush();
        throw cut();
    }

    private void drip(OutputStream out, byte[] body) throws IOException {
        for (byte one : body) {
            out.write(one);
            out.flush();
            pause(Fault.DRIP, closing);
        }
    }

    /** Waits for so long, and cuts the connection if the end comes before. */
    private static void pause(Duration time, CountDownLatch end) throws IOException {
        try {
            if (!time.isZero() && end.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw cut();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw cut();
        }
    }

    /** Ends a connection without another byte: the server closes it when a handler throws. */
    private static IOException cut() {
        return new IOException("cut on purpose");
    }
}
