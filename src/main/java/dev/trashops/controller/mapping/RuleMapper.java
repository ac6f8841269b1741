package dev.trashops.controller.mapping;

import static dev.trashops.controller.mapping.FieldValidator.duration;
import static dev.trashops.controller.mapping.FieldValidator.refuseIf;
import static dev.trashops.controller.mapping.FieldValidator.required;
import static dev.trashops.controller.mapping.FieldValidator.within;

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
import org.jspecify.annotations.Nullable;

/** Maps the rules of a policy and its approved plan. */
final class RuleMapper {
    private static final Pattern DIGEST = Pattern.compile(TrashPlan.DIGEST);

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
        refuseIf(
                !DIGEST.matcher(digest).matches(),
                "spec.approvedPlan.digest is not a valid digest: copy it from status.plan.digest (sha256: and 64"
                        + " digits and letters a to f).");
        Instant until = required(written.until(), "spec.approvedPlan.until");
        refuseIf(
                !until.isAfter(Instant.EPOCH),
                "spec.approvedPlan.until is out of range: write the time when the approval expires, at most 14 days"
                        + " ahead.");
        return Optional.of(new ApprovedPlan(digest, until));
    }

    private static Rule rule(dev.trashops.api.v1alpha1.Rule written, String field) {
        required(written.name(), field + ".name");
        required(written.action(), field + ".action");
        required(written.match(), field + ".match");
        RuleValidator.rule(written, field);
        return new Rule(
                written.name(),
                EnumMapper.RULE_ACTION.toModel(written.action()),
                selector(written.match(), field + ".match"),
                Optional.ofNullable(written.exclude()).map(exclude -> selector(exclude, field + ".exclude")),
                EnumMapper.ACKNOWLEDGEMENT.toModel(written.acknowledge()),
                EnumMapper.APPROVAL.toModel(written.approval(), Approval.REQUIRED));
    }

    private static Selector selector(dev.trashops.api.v1alpha1.Rule.Selector written, String field) {
        return new Selector(
                EnumMapper.ITEM_TYPE.toModel(written.types()),
                Optional.ofNullable(written.projects()),
                Optional.ofNullable(written.workflows()),
                Optional.ofNullable(written.deletedBy()),
                span(written.deletedWithin(), field + ".deletedWithin", "1m", "30d"),
                span(written.cleanupWithin(), field + ".cleanupWithin", "1m", "30d"),
                span(written.olderThan(), field + ".olderThan", "1h", "3650d"),
                Optional.ofNullable(written.keepLast()).map(number -> within(number, field + ".keepLast", 1, 10_000)),
                Optional.ofNullable(written.cleanupDeleteImages()));
    }

    private static Optional<Duration> span(@Nullable String text, String field, String least, String most) {
        return Optional.ofNullable(text).map(written -> duration(written, field, least, most));
    }
}
