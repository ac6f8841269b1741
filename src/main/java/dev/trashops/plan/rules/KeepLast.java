package dev.trashops.plan.rules;

import dev.trashops.plan.model.ActiveVersion;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Tristate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The selector {@code keepLast}: which versions of a project are older than its newest usable ones. */
final class KeepLast {
    private KeepLast() {}

    /** All active versions of a project, in the given order, each with how many are newer. */
    static List<RuleCandidate> ranked(String project, List<ActiveVersion> all) {
        Map<Integer, RuleCandidate> candidates = new HashMap<>();
        int newer = 0;
        int perhapsNewer = 0;
        for (ActiveVersion version : all.stream()
                .sorted(Comparator.comparing(ActiveVersion::number).reversed())
                .toList()) {
            ItemKey item = ItemKey.version(project, version.number());
            candidates.put(
                    version.number(),
                    new RuleCandidate(item, Optional.empty(), version.created(), newer, perhapsNewer));
            newer += version.usable() == Tristate.YES ? 1 : 0;
            perhapsNewer += version.usable() != Tristate.NO ? 1 : 0;
        }
        return all.stream()
                .map(version -> Objects.requireNonNull(candidates.get(version.number())))
                .toList();
    }

    /** Only usable versions count, so a version still being generated cannot push a finished one out of keepLast. */
    static Tristate isBeyond(RuleCandidate candidate, int kept) {
        if (candidate.item().type() != ItemType.VERSION) {
            return Tristate.NO;
        }
        if (candidate.isInTrash()) {
            return Tristate.UNKNOWN;
        }
        if (candidate.newer() >= kept) {
            return Tristate.YES;
        }
        return candidate.perhapsNewer() < kept ? Tristate.NO : Tristate.UNKNOWN;
    }
}
