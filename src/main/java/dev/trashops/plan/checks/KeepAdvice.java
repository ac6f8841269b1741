package dev.trashops.plan.checks;

import dev.trashops.plan.model.Claim;
import dev.trashops.plan.model.ClaimId;
import dev.trashops.plan.model.ClaimStatus;
import dev.trashops.plan.model.DesiredState;
import dev.trashops.plan.model.ItemKey;
import dev.trashops.plan.model.ItemType;
import dev.trashops.plan.model.Kubectl;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.TrashFacts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a person does, and types, to keep an item that is about to be purged. It rests on specs and on what statuses remember, so that
 * neither an outage nor a restart changes it, and nobody learns from it what others read.
 */
public final class KeepAdvice {
    private static final String IN_APP = "restore it in the web app";

    private final List<Claim> claims;
    private Optional<Map<Named, List<Claim>>> wholes = Optional.empty();

    /** What a namespace calls an item. */
    private record Named(String namespace, ItemKey item) {}

    /** With what those claims say. */
    public KeepAdvice(List<Claim> claims) {
        this.claims = claims;
    }

    /** The claims of each namespace on projects and versions, in which others may lie. Seldom needed. */
    private Map<Named, List<Claim>> wholes() {
        Map<Named, List<Claim>> known = wholes.orElseGet(() -> claims.stream()
                .filter(claim ->
                        claim.item().type() == ItemType.PROJECT || claim.item().type() == ItemType.VERSION)
                .filter(claim -> !claim.spec().deleting() && !claim.id().isUnborn())
                .sorted(Claim.OLDEST_FIRST)
                .flatMap(claim -> claim.names().stream()
                        .map(name -> Map.entry(new Named(claim.id().namespace(), name), claim)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
        wholes = Optional.of(known);
        return known;
    }

    /** For the claim of a decision, and the status that follows from it. */
    public String of(Decision decision, ClaimStatus status) {
        ClaimFacts facts = decision.facts();
        Claim claim = facts.claim();
        if (claim.wanted() == DesiredState.RESTORED) {
            return held(facts, status.readiness());
        }
        if (claim.spec().deleting()) {
            return "To keep it, " + IN_APP + ".";
        }
        boolean inside = claim.item().isPart()
                && status.trash().map(TrashFacts::parentInTrash).orElse(false);
        return inside ? withParent(claim.withStatus(status)) : alone(facts, status);
    }

    /** Without a policy, nobody has access to the workspace. */
    public static String withoutPolicy(Claim claim) {
        String create = "To keep it, " + IN_APP + ", or create RoboflowTrashPolicy "
                + claim.policy().name() + ", which does not exist";
        return claim.wanted() == DesiredState.RESTORED ? create + "." : create + "; then: " + set(claim.id());
    }

    /** It is to be restored, and is not. */
    private static String held(ClaimFacts facts, Optional<Readiness> shown) {
        Optional<Reason> reason = shown.map(Readiness::reason);
        boolean suspended = reason.equals(Optional.of(Reason.SUSPENDED));
        if (suspended && facts.claim().spec().suspended()) {
            return "It is to be restored, but suspended. To have it restored: "
                    + Kubectl.resume(facts.claim().id());
        }
        if (suspended && facts.policy().policy().suspended()) {
            return brake(facts, "suspend: true", Kubectl.resume(facts.claim().policy()));
        }
        if (reason.equals(Optional.of(Reason.PLAN_ONLY))) {
            return brake(facts, "mode: Plan", Kubectl.enforce(facts.claim().policy()));
        }
        return shown.filter(readiness -> !readiness.isReady())
                .map(readiness -> "It is not restored yet. " + readiness.message())
                .orElse("The Ready condition says why it is not restored.");
    }

    /** A brake holds deletions, too, so it is not to be taken off lightly. */
    private static String brake(ClaimFacts facts, String what, String command) {
        return "It is to be restored, but RoboflowTrashPolicy "
                + facts.claim().policy().name() + " has " + what + ". To keep it, " + IN_APP
                + ", or let the policy act, on everything that it plans: " + command;
    }

    private static String alone(ClaimFacts facts, ClaimStatus status) {
        String command = set(facts.claim().id());
        if (facts.claim().withStatus(status).expectedId().isEmpty()) {
            return "To keep it, " + IN_APP
                    + ", since its name alone does not tell which one is meant; or set item.id, then: " + command;
        }
        return CheckChains.lastingBeforeRestore(facts)
                .map(objection ->
                        "To keep it, " + IN_APP + ". To do so from here: " + objection.message() + " Then: " + command)
                .orElse("To keep it: " + command);
    }

    /** It can't be restored before what it lies in, and may be in the Trash by itself, too. */
    private String withParent(Claim part) {
        List<Claim> rows = rows(part);
        Optional<ClaimId> asking = rows.stream()
                .filter(claim -> claim.wanted() == DesiredState.RESTORED)
                .map(Claim::id)
                .findFirst();
        if (asking.isPresent()) {
            return "TrashedItem " + asking.get().name()
                    + " asks for what it lies in; its conditions say why that is not restored. To keep this one, too: "
                    + set(part.id());
        }
        return rows.stream()
                .findFirst()
                .map(row -> "To keep both: "
                        + Kubectl.restore(
                                row.id().namespace(),
                                List.of(row.id().name(), part.id().name())))
                .or(() -> Optional.of(part.renamed().orElse(part.item()))
                        .filter(name -> name.type() == ItemType.VERSION)
                        .flatMap(ItemKey::parent)
                        .flatMap(project -> Kubectl.createRestored(part.policy(), project))
                        .map(create -> "To keep both: " + create + " && " + set(part.id())))
                .orElse("To keep it, restore both in the web app.");
    }

    private List<Claim> rows(Claim part) {
        return part.wholes().stream()
                .flatMap(whole -> wholes().getOrDefault(new Named(part.id().namespace(), whole), List.of()).stream())
                .distinct()
                .toList();
    }

    private static String set(ClaimId item) {
        return Kubectl.restore(item.namespace(), List.of(item.name()));
    }
}
