package dev.trashops.controller.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.api.v1alpha1.TrashedItem;
import dev.trashops.controller.informer.LabelSelector;
import dev.trashops.controller.informer.ResourceIndex;
import dev.trashops.controller.informer.Shard;
import dev.trashops.controller.mapping.ClaimMapper;
import dev.trashops.controller.testdata.ResourceFixture;
import dev.trashops.plan.model.Readiness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The files of one apply arrive one after the other: nobody is told to create a policy that is on its way. */
class ItemsBeforeTheirPolicyExistsTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");

    private final UnhandledItemStatus unhandled = new UnhandledItemStatus(
            new ResourceIndex(new Shard(LabelSelector.EVERYTHING, ""), namespace -> true),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aNewItemWaitsForAMoment() {
        TrashedItem item = created(NOW.minusSeconds(1));
        assertThat(readiness(item).isStalled()).isFalse();
        assertThat(readiness(item).reason().text()).isEqualTo("PolicyNotReady");
        assertThat(unhandled.policyIsNotFoundIn(item)).contains(Duration.ofSeconds(4));
    }

    @Test
    void afterwardsItSaysWhatIsMissing() {
        for (Instant at : new Instant[] {NOW.minusSeconds(5), NOW.minusSeconds(9_000)}) {
            assertThat(readiness(created(at)).reason().text()).isEqualTo("PolicyNotFound");
            assertThat(unhandled.policyIsNotFoundIn(created(at))).isEmpty();
        }
    }

    @Test
    void aClockThatIsAheadKeepsNothingWaiting() {
        TrashedItem item = created(NOW.plusSeconds(60));
        assertThat(readiness(item).reason().text()).isEqualTo("PolicyNotFound");
        assertThat(unhandled.policyIsNotFoundIn(item))
                .as("it may say once more that it waits")
                .contains(Duration.ofSeconds(65));
    }

    private Readiness readiness(TrashedItem item) {
        return unhandled
                .projection(item, ClaimMapper.claim(item))
                .orElseThrow()
                .claimStatus()
                .readiness()
                .orElseThrow();
    }

    private static TrashedItem created(Instant at) {
        TrashedItem item = ResourceFixture.item("team-a", "one", ResourceFixture.PROJECT);
        item.getMetadata().setCreationTimestamp(at.toString());
        return item;
    }
}
