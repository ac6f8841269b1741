package dev.trashops.roboflow.http;

import dev.trashops.plan.model.Region;
import dev.trashops.roboflow.network.CaBundle;
import dev.trashops.workspace.port.ApiKey;
import feign.Client;
import feign.Feign;
import feign.Request;
import feign.Retryer;
import feign.Target;
import io.github.bucket4j.TimeMeter;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;

/** The request budget and the clients of each API key in use in a region, and the connections that all of them share. */
public final class ApiClients {
    /** Longer than any wait after a 429 and the recovery from it, so a forgotten budget was back to normal. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    /** Shorter than any server keeps connections: without re-sending, a call on a closed connection fails. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

    private static final String USER_AGENT = "roboflow-trash-operator/"
            + Optional.ofNullable(ApiClients.class.getPackage().getImplementationVersion())
                    .orElse("dev");

    private final RoboflowConfig config;
    private final CallListener listener;
    private final Client transport;
    private final ResponseDecoder decoder;
    private final TimeMeter time;
    private final Map<Holder, Account> accounts = new ConcurrentHashMap<>();

    public ApiClients(RoboflowConfig config, CallListener listener) {
        this.config = config;
        this.listener = listener;
        this.transport = transport(config);
        this.decoder = new ResponseDecoder(config.clock());
        this.time = new RequestBudget.MonotonicTime(config.clock());
    }

    /** OkHttp, set up to send each request exactly once and nowhere else, within one deadline. */
    private static Client transport(RoboflowConfig config) {
        OkHttpClient.Builder builder = new OkHttpClient.Builder();
        config.network().caBundle().ifPresent(bundle -> builder.sslSocketFactory(sockets(bundle), bundle));
        return new feign.okhttp.OkHttpClient(builder.protocols(List.of(Protocol.HTTP_1_1))
                .connectionPool(new ConnectionPool(5, KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS))
                .connectTimeout(config.connectTimeout())
                .readTimeout(config.callTimeout())
                .writeTimeout(config.callTimeout())
                .callTimeout(config.callTimeout())
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .proxySelector(config.network().proxies().selector())
                .proxyAuthenticator(config.network().proxies().authenticator())
                .addNetworkInterceptor(ApiClients::withoutRequestToResend)
                .build());
    }

    private static SSLSocketFactory sockets(CaBundle bundle) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {bundle}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /** OkHttp itself re-sends a request after a 503 with {@code Retry-After: 0}. */
    private static Response withoutRequestToResend(Interceptor.Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        return response.code() == 503
                ? response.newBuilder().removeHeader("Retry-After").build()
                : response;
    }

    /** Who has an account. The same text may be a key in both regions; only its own region may ever see it. */
    private record Holder(Region region, ApiKey key) {}

    /** The account of a key in a region. Do not keep it: it is forgotten after a while without calls of this method. */
    Account of(Region region, ApiKey key) {
        long now = time.currentTimeNanos();
        Holder holder = new Holder(region, key);
        if (!accounts.containsKey(holder)) {
            accounts.values().removeIf(other -> now - other.usedAt >= IDLE.toNanos());
        }
        return accounts.compute(holder, (same, known) -> {
            Account account = known == null ? new Account(same) : known;
            account.usedAt = now;
            return account;
        });
    }

    public CallListener listener() {
        return listener;
    }

    public boolean showNames() {
        return config.showNames();
    }

    /** How many keys are remembered. */
    public int size() {
        return accounts.size();
    }

    /** What belongs to one key in its region. */
    final class Account {
        private final RequestBudget budget = new RequestBudget(time, config.rate(), config.burst());
        private final Map<Class<?>, Object> apis = new ConcurrentHashMap<>();
        private final String base;
        private final Feign feign;
        private volatile long usedAt;

        private Account(Holder holder) {
            this.base = config.base(holder.region());
            this.feign = Feign.builder()
                    .client(new AuthenticatingClient(transport, holder.region(), holder.key(), config, listener))
                    // With other values Feign's adapter would build a second OkHttp client for each call.
                    .options(new Request.Options(config.connectTimeout(), config.callTimeout(), false))
                    .requestInterceptor(template -> template.header("User-Agent", USER_AGENT))
                    .decoder(decoder)
                    .errorDecoder(decoder)
                    .retryer(Retryer.NEVER_RETRY)
                    .build();
        }

        RequestBudget budget() {
            return budget;
        }

        /** The routes of one of the interfaces in {@link RoboflowApi}. */
        <A> A api(Class<A> type) {
            return type.cast(
                    apis.computeIfAbsent(type, same -> feign.newInstance(new Target.HardCodedTarget<>(type, base))));
        }
    }
}
