package dev.trashops.roboflow.http;

import feign.Client;
import feign.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** OkHttp, told to send what it is given exactly once and nowhere else, within one deadline. */
final class HttpTransport {
    /**
     * With re-sending off, a read on a connection that the server has meanwhile closed fails; so none is kept longer
     * than any server does.
     */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private HttpTransport() {}

    static Client open(RoboflowConfig config) {
        return new feign.okhttp.OkHttpClient(new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(5, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.callTimeout())
                .writeTimeout(config.callTimeout())
                .callTimeout(config.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(HttpTransport::withoutInvitationToResend)
                .build());
    }

    /** What Feign has to pass along: with other values its adapter would build a second OkHttp client for each call. */
    static Request.Options options(RoboflowConfig config) {
        return new Request.Options(config.connectTimeout(), config.callTimeout(), false);
    }

    /** OkHttp sends a request again by itself when it meets a 503 with {@code Retry-After: 0}. */
    private static Response withoutInvitationToResend(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }
}
