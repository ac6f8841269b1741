package dev.trashops.roboflow.http;

import dev.trashops.workspace.port.ApiKey;
import feign.Client;
import feign.Feign;
import feign.Retryer;
import feign.Target;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What belongs to each key in use: its budget and its clients. Shared by everybody who calls with that key. */
public final class ApiClients {
    /** Longer than any wait after a 429 and the recovery from it, so that a forgotten budget is one at rest. */
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final String USER_AGENT = "roboflow-trash-operator/"
            + Optional.ofNullable(ApiClients.class.getPackage().getImplementationVersion())
                    .orElse("dev");

    private final RoboflowConfig config;
    private final CallListener listener;
    private final Client transport;
    private final ResponseDecoder answers;
    private final TimeMeter time;
    private final Map<ApiKey, Account> accounts = new ConcurrentHashMap<>();

    public ApiClients(RoboflowConfig config, CallListener listener) {
        this.config = config;
        this.listener = listener;
        this.transport = HttpTransport.open(config);
        this.answers = new ResponseDecoder(config.clock());
        this.time = new MonotonicTimeMeter(config.clock());
    }

    /** The account of that key. Not to be kept: it is forgotten when nobody asks for it for long. */
    Account of(ApiKey key) {
        long now = time.currentTimeNanos();
        Account account = accounts.get(key);
        if (account == null) {
            accounts.values().removeIf(other -> now - other.usedAt >= IDLE.toNanos());
        }
        return accounts.compute(key, (same, known) -> {
            Account found = known == null ? new Account(same) : known;
            found.usedAt = now;
            return found;
        });
    }

    CallListener listener() {
        return listener;
    }

    /** Whether names of people are kept. */
    boolean showNames() {
        return config.showNames();
    }

    /** How many keys are remembered. */
    public int size() {
        return accounts.size();
    }

    /** One key. */
    final class Account {
        private final RequestBudget budget = new RequestBudget(time, config.rate(), config.burst());
        private final Map<Class<?>, Object> apis = new ConcurrentHashMap<>();
        private final Feign feign;
        private volatile long usedAt;

        private Account(ApiKey key) {
            this.feign = Feign.builder()
                    .client(new AuthenticatingClient(transport, key, config, listener))
                    .options(HttpTransport.options(config))
                    .requestInterceptor(template -> template.header("User-Agent", USER_AGENT))
                    .decoder(answers)
                    .errorDecoder(answers)
                    .retryer(Retryer.NEVER_RETRY)
                    .build();
        }

        RequestBudget budget() {
            return budget;
        }

        /** The routes of one of the interfaces in {@link RoboflowApi}. */
        <A> A api(Class<A> type) {
            return type.cast(apis.computeIfAbsent(
                    type, same -> feign.newInstance(new Target.HardCodedTarget<>(type, config.base()))));
        }
    }
}
