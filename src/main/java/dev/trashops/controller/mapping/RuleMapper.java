package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.required;

import dev.trashops.api.v1alpha1.RoboflowTrashPolicySpec;
import dev.trashops.plan.model.Approval;
import dev.trashops.plan.model.Policy.ApprovedPlan;
import dev.trashops.plan.model.Rule;
import dev.trashops.plan.model.Rule.Selector;
import dev.trashops.plan.model.TrashPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Maps the rules of a policy and its approved plan. */
final class RuleMapper {
    private static final Pattern DIGEST = Pattern.compile(TrashPlan.DIGEST);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration DECADE = Duration.ofDays(3650);

    private RuleMapper() {}

    static List<Rule> rules(List<dev.trashops.api.v1alpha1.Rule> written) {
        List<Rule> rules = new ArrayList<>();
        for (int place = 0; place < written.size(); place++) {
            rules.add(rule(written.get(place), "spec.rules[" + place + "]"));
        }
        RuleValidator.list(written);
        return List.copyOf(rules);
    }

    static Optional<ApprovedPlan> approvedPlan(RoboflowTrashPolicySpec.@Nullable ApprovedPlan written) {
        if (written == null) {
            return Optional.empty();
        }
        String digest = required(written.digest(), "spec.approvedPlan.digest");
        if (!DIGEST.matcher(digest).matches()) {
            throw new InvalidFieldException(
                    "spec.approvedPlan.digest is not a valid digest: copy it from status.plan.digest (sha256: and 64"
                            + " digits and letters a to f).");
        }
        Instant until = required(written.until(), "spec.approvedPlan.until");
        if (!until.isAfter(Instant.EPOCH)) {
            throw new InvalidFieldException(
                    "spec.approvedPlan.until is out of range: write the time when the approval expires, at most 14 days"
                            + " ahead.");
        }
        return Optional.of(new ApprovedPlan(digest, until));
    }

    private static Rule rule(dev.trashops.api.v1alpha1.Rule written, String field) {
        required(written.name(), field + ".name");
        required(written.action(), field + ".action");
        required(written.match(), field + ".match");
        RuleValidator.rule(written, field);
        return new Rule(
                written.name(),
                EnumMapper.of(written.action()),
                selector(written.match(), field + ".match"),
                Optional.ofNullable(written.exclude()).map(exclude -> selector(exclude, field + ".exclude")),
                written.acknowledge().stream().map(EnumMapper::of).collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(written.approval()).map(EnumMapper::of).orElse(Approval.REQUIRED));
    }

    private static Selector selector(dev.trashops.api.v1alpha1.Rule.Selector written, String field) {
        return new Selector(
                written.types().stream().map(EnumMapper::of).collect(Collectors.toUnmodifiableSet()),
                Optional.ofNullable(written.projects()),
                Optional.ofNullable(written.workflows()),
                Optional.ofNullable(written.deletedBy()),
                duration(written.deletedWithin(), field + ".deletedWithin", MINUTE, RETENTION),
                duration(written.cleanupWithin(), field + ".cleanupWithin", MINUTE, RETENTION),
                duration(written.olderThan(), field + ".olderThan", Duration.ofHours(1), DECADE),
                Optional.ofNullable(written.keepLast())
                        .map(number -> FieldValidator.within(number, field + ".keepLast", 1, 10_000)));
    }

    private static Optional<Duration> duration(@Nullable String text, String field, Duration least, Duration most) {
        return Optional.ofNullable(text).map(written -> FieldValidator.duration(written, field, least, most));
    }
}
