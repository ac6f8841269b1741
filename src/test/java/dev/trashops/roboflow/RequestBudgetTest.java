package dev.trashops.roboflow;

import static dev.trashops.Workspaces.us;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.ItemKey;
import dev.trashops.roboflow.RoboflowFixture.Call;
import dev.trashops.roboflow.http.ApiClients;
import dev.trashops.workspace.port.ApiKey;
import dev.trashops.workspace.port.RoboflowException;
import dev.trashops.workspace.port.RoboflowFailure;
import dev.trashops.workspace.port.RoboflowGateway;
import dev.trashops.workspace.port.RoboflowGateway.Lane;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {
    private static final String TRASH = "GET /:workspace/trash";

    private RoboflowFixture api;

    @BeforeEach
    void open() throws IOException {
        api = RoboflowFixture.withBudget(4, 8);
        api.server.otherwise(RawServer.json("{\"items\":[]}"));
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    @Test
    void aBurstGoesAtOnceAndWhatIsBeyondItIsNotSent() throws Exception {
        assertThat(sendAsManyAsPossible()).isEqualTo(8);
        assertThat(api.failureOf(Call.TRASH)).isEqualTo(new RoboflowFailure.OverBudget(TRASH, Duration.ofMillis(250)));
        assertThat(api.failureOf(Call.TRASH_VERSION))
                .isEqualTo(
                        new RoboflowFailure.OverBudget("DELETE /:workspace/:project/:version", Duration.ofMillis(250)));
        assertThat(api.server.seen()).hasSize(8);

        api.clock.advance(Duration.ofMillis(249));
        assertThat(api.failureOf(Call.TRASH)).isEqualTo(new RoboflowFailure.OverBudget(TRASH, Duration.ofMillis(1)));
        api.clock.advance(Duration.ofMillis(1));
        assertThat(sendAsManyAsPossible()).isEqualTo(1);
        api.clock.advance(Duration.ofDays(400));
        assertThat(sendAsManyAsPossible()).isEqualTo(8);
    }

    @Test
    void allWhoUseAKeyShareItsBudgetAndNobodyElseDoes() throws Exception {
        ApiKey same = new ApiKey(RoboflowFixture.KEY.reveal());
        for (int i = 0; i < 4; i++) {
            api.gateway.reader(us("another"), same).trash();
            api.gateway
                    .trasher(us("ws"), same, ItemKey.project("p"))
                    .orElseThrow()
                    .trash();
        }
        assertThat(api.failureOf(Call.TRASH)).isInstanceOf(RoboflowFailure.OverBudget.class);
        api.gateway.reader(us("ws"), new ApiKey("another-key")).trash();
    }

    @Test
    void gatewaysOfOneOriginShareTheBudget() throws Exception {
        ApiClients clients = new ApiClients(api.config, RoboflowFixture.UNHEARD);
        RoboflowGateway reading = new RoboflowGatewayFactory.ReadingGateway(clients);
        RoboflowGateway full = new RoboflowGatewayFactory.FullGateway(clients);
        for (int i = 0; i < 8; i++) {
            reading.reader(us("ws"), RoboflowFixture.KEY).trash();
        }
        assertThat(RoboflowFixture.failureOf(() -> Call.TRASH_PROJECT.by(full)))
                .isInstanceOf(RoboflowFailure.OverBudget.class);
    }

    @Test
    void backgroundWorkLeavesTwoRequestsForOthers() throws Exception {
        assertThat(wait(Lane.BACKGROUND, 6)).isZero();
        assertThat(wait(Lane.URGENT, 8)).isZero();
        api.reader().trash();
        assertThat(wait(Lane.BACKGROUND, 5)).isZero();
        assertThat(wait(Lane.BACKGROUND, 6)).isEqualTo(Duration.ofMillis(250));
        assertThat(wait(Lane.URGENT, 7)).isZero();
        assertThat(wait(Lane.URGENT, 8)).isEqualTo(Duration.ofMillis(250));

        sendAsManyAsPossible();
        assertThat(wait(Lane.URGENT, 1)).isEqualTo(Duration.ofMillis(250));
        assertThat(wait(Lane.BACKGROUND, 1)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void moreThanTheBucketHoldsWaitsForAFullBucket() throws Exception {
        assertThat(wait(Lane.BACKGROUND, 5000)).isZero();
        assertThat(wait(Lane.URGENT, 5000)).isZero();
        sendAsManyAsPossible();
        assertThat(wait(Lane.BACKGROUND, 5000)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void askingForTheWaitSendsAndTakesNothing() throws Exception {
        for (int i = 0; i < 100; i++) {
            wait(Lane.BACKGROUND, 3);
        }
        assertThat(api.server.seen()).isEmpty();
        assertThat(sendAsManyAsPossible()).isEqualTo(8);
    }

    @Test
    void after429NothingIsSentBeforeRoboflowAllowsIt() throws Exception {
        answer429("Retry-After: 30");
        assertThat(api.failureOf(Call.TRASH))
                .isEqualTo(new RoboflowFailure.RateLimited(TRASH, Optional.of(Duration.ofSeconds(30))));
        assertThat(api.failureOf(Call.TRASH)).isEqualTo(new RoboflowFailure.OverBudget(TRASH, Duration.ofSeconds(30)));
        assertThat(wait(Lane.URGENT, 1)).isEqualTo(Duration.ofSeconds(30));
        api.clock.advance(Duration.ofMillis(29_999));
        assertThat(api.failureOf(Call.KEY)).isEqualTo(new RoboflowFailure.OverBudget("GET /", Duration.ofMillis(1)));
        assertThat(api.server.seen()).hasSize(1);

        api.clock.advance(Duration.ofMillis(1));
        api.server.otherwise(RawServer.json("{\"items\":[]}"));
        api.reader().trash();
    }

    @Test
    void each429HalvesTheRateDownToOneRequestInFourSeconds() {
        answer429("X: y");
        for (int millis : new int[] {500, 1000, 2000, 4000, 4000, 4000}) {
            assertThat(api.failureOf(Call.TRASH)).isEqualTo(new RoboflowFailure.RateLimited(TRASH, Optional.empty()));
            assertThat(api.failureOf(Call.TRASH))
                    .isEqualTo(new RoboflowFailure.OverBudget(TRASH, Duration.ofMillis(millis)));
            api.clock.advance(Duration.ofMillis(millis));
        }
    }

    @Test
    void theRateRecoversStepByStepAfterQuiet() throws Exception {
        answer429("X: y");
        for (int i = 0; i < 4; i++) {
            assertThat(api.failureOf(Call.TRASH)).isInstanceOf(RoboflowFailure.RateLimited.class);
            api.clock.advance(Duration.ofSeconds(4));
        }
        api.server.otherwise(RawServer.json("{\"items\":[]}"));
        for (int millis : new int[] {4000, 2000, 1000, 500, 250, 250}) {
            sendAsManyAsPossible();
            assertThat(wait(Lane.URGENT, 8)).isBetween(Duration.ofMillis(7L * millis), Duration.ofMillis(8L * millis));
            api.clock.advance(Duration.ofSeconds(30));
        }
    }

    @Test
    void aClockThatIsSetBackClosesNothing() throws Exception {
        sendAsManyAsPossible();
        api.clock.advance(Duration.ofHours(-5));
        assertThat(wait(Lane.URGENT, 1)).isEqualTo(Duration.ofMillis(250));
        api.clock.advance(Duration.ofMillis(250));
        assertThat(sendAsManyAsPossible()).isEqualTo(1);
    }

    @Test
    void threadsDoNotOverdrawIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            threads.invokeAll(IntStream.range(0, 40)
                    .mapToObj(i -> (Callable<Object>) () -> Call.TRASH.by(api.gateway))
                    .toList());
        } finally {
            threads.shutdownNow();
        }
        assertThat(api.server.seen()).hasSize(8);
    }

    @Test
    void keysThatNobodyUsesAnyMoreAreForgotten() throws Exception {
        ApiClients clients = new ApiClients(api.config, RoboflowFixture.UNHEARD);
        RoboflowGateway gateway = new RoboflowGatewayFactory.FullGateway(clients);
        for (int i = 0; i < 50; i++) {
            gateway.reader(us("ws"), new ApiKey("key-" + i)).budgetWait(Lane.URGENT, 1);
        }
        api.clock.advance(Duration.ofMinutes(29));
        gateway.reader(us("ws"), new ApiKey("key-7")).budgetWait(Lane.URGENT, 1);
        assertThat(clients.size()).isEqualTo(50);
        api.clock.advance(Duration.ofMinutes(2));
        gateway.reader(us("ws"), new ApiKey("new-key")).budgetWait(Lane.URGENT, 1);
        assertThat(clients.size()).isEqualTo(2);
    }

    private Duration wait(Lane lane, int requests) {
        return api.reader().budgetWait(lane, requests);
    }

    private void answer429(String header) {
        api.server.otherwise(RawServer.status(429, "", header));
    }

    private int sendAsManyAsPossible() throws RoboflowException {
        for (int sent = 0; ; sent++) {
            try {
                api.reader().trash();
            } catch (RoboflowException e) {
                if (e.failure() instanceof RoboflowFailure.OverBudget) {
                    return sent;
                }
                throw e;
            }
        }
    }
}
