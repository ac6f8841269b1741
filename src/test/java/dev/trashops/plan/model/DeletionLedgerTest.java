package dev.trashops.plan.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeletionLedgerTest {
    private static final Instant AT = Instant.parse("2026-04-20T17:05:33Z");
    private static final Optional<Instant> CREATED = Optional.of(Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void theApprovalsOfAnItemAreNeverForgotten() {
        DeletionLedger ledger = DeletionLedger.EMPTY;
        for (String digest : List.of("one", "two", "", "three")) {
            ledger = ledger.with(ledger.next(entry(CREATED, digest)));
        }
        assertThat(ledger.of(ItemKey.project("a")).orElseThrow()).satisfies(entry -> {
            assertThat(entry.digest()).contains("three");
            assertThat(entry.earlier()).containsExactly("one", "two");
        });
    }

    @Test
    void whatTheSameApprovalReleasesAgainHadNoEffectBefore() {
        DeletionLedger ledger = DeletionLedger.EMPTY.with(entry(CREATED, "one"));
        assertThat(ledger.next(entry(CREATED, "one")).earlier()).isEmpty();
    }

    @Test
    void theApprovalsOfANamesakeAreNotItsOwn() {
        DeletionLedger ledger = DeletionLedger.EMPTY.with(entry(CREATED, "one"));
        Optional<Instant> later = CREATED.map(at -> at.plusSeconds(1));
        assertThat(ledger.next(entry(later, "two")).earlier()).isEmpty();
        assertThat(ledger.next(entry(Optional.empty(), "two")).earlier()).containsExactly("one");
    }

    private static DeletionLedger.Entry entry(Optional<Instant> created, String digest) {
        return new DeletionLedger.Entry(
                ItemKey.project("a"),
                created,
                AT,
                "uid",
                Optional.empty(),
                Optional.of(digest).filter(some -> !some.isEmpty()));
    }
}
