package dev.trashops.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each way in which Roboflow or the network can fail while something is to be done, or only looked at. Every failure has
 * a workspace of its own, so that they happen side by side.
 */
@RealKube
class ApiFailuresIT {
    private static final String CANARY = "CANARYc0ffee";
    private static final String ENCODED = Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8));
    private static final String RESTORE = "POST /:workspace/trash/restore";
    private static final String DELETE = "DELETE /:workspace/workflows/:workflowUrl";
    private static final String LIST = "GET /:workspace/trash";

    private static final List<Case> FAILED_ACTIONS = List.of(
            new Case("s402", RESTORE, "'status':402", "Stalled AccountBlocked", "Resolve this in Roboflow"),
            new Case("s423", RESTORE, "'status':423", "Stalled AccountBlocked", "Resolve this in Roboflow"),
            new Case("s403", RESTORE, "'status':403", "Stalled Rejected", "Check what the API key is allowed to do"),
            new Case("s409", RESTORE, "'status':409", "Stalled IdentityAmbiguous", "Rename one of the two"),
            new Case("s429", RESTORE, "'status':429,'retryAfter':2", "Reconciling RateLimited", "continues on its own"),
            new Case(
                    "s503",
                    RESTORE,
                    "'status':503,'retryAfter':0",
                    "Reconciling ApiUnavailable",
                    "(http-503). Retrying."),
            new Case("html", RESTORE, "'body':'html'", "Reconciling ApiUnavailable", "(malformed: "),
            new Case("inside", RESTORE, "'body':'errorIn200'", "Reconciling ApiUnavailable", "(malformed: "),
            new Case("cut", RESTORE, "'drop':'before'", "Reconciling ApiUnavailable", "(connection-reset: "));

    private static final List<Case> FAILED_LOOKS = List.of(
            new Case("s401", LIST, "'status':401", "Stalled MissingScope", ""),
            new Case("s402", LIST, "'status':402", "Stalled AccountBlocked", ""),
            new Case("s403", LIST, "'status':403", "Stalled Rejected", ""),
            new Case("s404", LIST, "'status':404", "Stalled MissingScope", ""),
            new Case("s423", LIST, "'status':423", "Stalled AccountBlocked", ""),
            new Case("s429", LIST, "'status':429", "Reconciling RateLimited", ""),
            new Case("s502", LIST, "'status':502", "Reconciling ApiUnavailable", ""),
            new Case("html", LIST, "'body':'html'", "Reconciling ApiUnavailable", ""),
            new Case("torn", LIST, "'body':'torn'", "Reconciling ApiUnavailable", ""),
            new Case("empty", LIST, "'body':'empty'", "Reconciling ApiUnavailable", ""),
            new Case("inside", LIST, "'body':'errorIn200'", "Reconciling ApiUnavailable", ""),
            new Case("drip", LIST, "'drip':true", "Reconciling ApiUnavailable", ""),
            new Case("late", LIST, "'delay':'PT12S'", "Reconciling ApiUnavailable", ""),
            new Case("cut", LIST, "'drop':'before'", "Reconciling ApiUnavailable", ""));

    private static final List<Case> LOST_ANSWERS = List.of(
            new Case("cut", DELETE, "'drop':'after'", "Ready Trashed", ""),
            new Case("midway", DELETE, "'drop':'after','body':'torn'", "Ready Trashed", ""),
            new Case("torn", DELETE, "'body':'torn'", "Ready Trashed", ""),
            new Case("empty", DELETE, "'body':'empty'", "Ready Trashed", ""),
            new Case("gateway", DELETE, "'status':504,'effect':true", "Ready Trashed", ""),
            new Case("late", DELETE, "'delay':'PT12S'", "Ready Trashed", ""),
            new Case("drip", DELETE, "'drip':true", "Ready Trashed", ""),
            new Case("cut2", RESTORE, "'drop':'after'", "Ready Restored", ""),
            new Case("torn2", RESTORE, "'body':'torn'", "Ready Restored", ""),
            new Case("empty2", RESTORE, "'body':'empty'", "Ready Restored", ""),
            new Case("late2", RESTORE, "'delay':'PT12S'", "Ready Restored", ""));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aFailedActionIsExplainedAndGoesOnOnceTheCauseIsGone(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = workspaces(FAILED_ACTIONS);
                Product product = Product.start(space, folder, roboflow.uri(), "--log-level", "trace")) {
            FAILED_ACTIONS.forEach(one -> roboflow.fault(one.fault()));
            apply(team, FAILED_ACTIONS, one -> one.item("Restored"));
            SoftAssertions softly = new SoftAssertions();
            for (Case one : FAILED_ACTIONS) {
                softly.assertThat(team.comesTo(one.name(), one.readiness()) ? one.readiness() : tell(team, one))
                        .as(one.fault())
                        .isEqualTo(one.readiness());
                softly.assertThat(team.message(one.name())).as(one.fault()).contains(one.hint());
            }
            softly.assertThat(roboflow.applied()).isEmpty();
            roboflow.heal();
            for (Case one : FAILED_ACTIONS) {
                softly.assertThat(team.comesTo(one.name(), "Ready Restored") ? "" : tell(team, one))
                        .as("after " + one.fault())
                        .isEmpty();
                softly.assertThat(roboflow.applied())
                        .as("after " + one.fault())
                        .containsOnlyOnce("POST /" + one.name() + "/trash/restore");
            }
            softly.assertAll();
            assertNowhere(team, product);
        }
    }

    @Test
    void aFailedLookIsExplainedByThePolicyAndDisturbsNoItem(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = workspaces(FAILED_LOOKS);
                Product product = Product.start(space, folder, roboflow.uri(), "--log-level", "trace")) {
            apply(team, FAILED_LOOKS, one -> one.kept("Restored"));
            FAILED_LOOKS.forEach(one -> team.awaitItem(one.name(), "Ready Restored"));
            FAILED_LOOKS.forEach(one -> roboflow.fault(one.fault()));
            SoftAssertions softly = new SoftAssertions();
            for (Case one : FAILED_LOOKS) {
                team.policyComesTo(one.name(), one.readiness());
                softly.assertThat(team.policyReadiness(one.name()))
                        .as(one.fault())
                        .isEqualTo(one.readiness());
                softly.assertThat(team.itemReadiness(one.name()))
                        .as(one.fault())
                        .isEqualTo("Ready Restored");
            }
            roboflow.heal();
            for (Case one : FAILED_LOOKS) {
                team.policyComesTo(one.name(), "Ready Available");
                softly.assertThat(team.policyReadiness(one.name()))
                        .as("after " + one.fault())
                        .isEqualTo("Ready Available");
            }
            softly.assertThat(roboflow.applied()).isEmpty();
            softly.assertAll();
            assertNowhere(team, product);
        }
    }

    @Test
    void aChangeThatTookEffectBeforeTheAnswerWasLostIsNotMadeAgain(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = workspaces(LOST_ANSWERS);
                Product product = Product.start(space, folder, roboflow.uri(), "--log-level", "trace")) {
            LOST_ANSWERS.forEach(one -> roboflow.fault(one.fault() + ",'count':1"));
            apply(team, LOST_ANSWERS, one -> one.route().equals(RESTORE) ? one.item("Restored") : one.kept("Trashed"));
            SoftAssertions softly = new SoftAssertions();
            List<String> changes = new ArrayList<>();
            for (Case one : LOST_ANSWERS) {
                softly.assertThat(team.comesTo(one.name(), one.readiness()) ? "" : tell(team, one))
                        .as(one.fault())
                        .isEmpty();
                changes.add(
                        one.route().equals(RESTORE)
                                ? "POST /" + one.name() + "/trash/restore"
                                : "DELETE /" + one.name() + "/workflows/kept");
            }
            softly.assertThat(roboflow.applied()).containsExactlyInAnyOrderElementsOf(changes);
            softly.assertAll();
            assertNowhere(team, product);
        }
    }

    @Test
    void aMissingScopeThatAnswers404AndASkewedClockAreTold(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        Case one = new Case("acme", DELETE, "", "", "");
        try (Roboflow roboflow = workspaces(List.of(one));
                Product product = Product.start(space, folder, roboflow.uri())) {
            roboflow.options("'missingScopeStatus':404");
            roboflow.keys(
                    "acme",
                    "[{'key':'" + CANARY + "acme"
                            + "','scopes':['workspace:read','project:read','version:read','workflow:read']}]");
            apply(team, List.of(one), item -> item.kept("Trashed"));
            team.awaitItem("acme", "Stalled MissingScope");
            assertThat(team.message("acme")).contains("workflow:update");
            roboflow.keys("acme", "[{'key':'" + CANARY + "acme'}]");
            team.awaitItem("acme", "Ready Trashed");

            roboflow.options("'dateSkew':'PT10M'");
            int listings = roboflow.calls(LIST);
            await().atMost(Team.PATIENCE).until(() -> roboflow.calls(LIST) > listings + 1);
            team.apply(Team.item("other", "acme", "workflow other", "Trashed"));
            team.awaitItem("other", "Stalled ClockSkew");
            assertThat(team.message("other")).contains("Correct the node's clock");
            roboflow.options("'dateSkew':'PT0S'");
            team.awaitItem("other", "Ready Trashed");
            assertThat(roboflow.applied())
                    .containsExactly("DELETE /acme/workflows/kept", "DELETE /acme/workflows/other");
            assertNowhere(team, product);
        }
    }

    /**
     * Something that goes wrong in a workspace of that name, how what it hits then stands and what that is to say; policy
     * and item have the same name.
     */
    private record Case(String name, String route, String how, String readiness, String hint) {
        String fault() {
            return "'workspace':'" + name + "','route':'" + route + "'," + how;
        }

        String item(String desired) {
            return Team.item(name, name, "workflow lost", desired);
        }

        String kept(String desired) {
            return Team.item(name, name, "workflow kept", desired);
        }
    }

    private static void apply(Team team, Collection<Case> cases, Function<Case, String> item) {
        List<String> documents = new ArrayList<>();
        for (Case one : cases) {
            documents.add(Team.secret(one.name(), CANARY + one.name()));
            documents.add(Team.policy(one.name()));
            documents.add(item.apply(one));
        }
        team.apply(documents.toArray(String[]::new));
    }

    private static String tell(Team team, Case one) {
        return team.itemReadiness(one.name()) + ": " + team.message(one.name());
    }

    private static void assertNowhere(Team team, Product product) throws Exception {
        assertThat(team.kubectl("get", "events", "-o", "yaml")).doesNotContain(CANARY, ENCODED);
        assertThat(team.kubectl("get", "ti,rtp", "-o", "yaml")).doesNotContain(CANARY, ENCODED);
        assertThat(product.metrics()).contains("trashops_").doesNotContain(CANARY, ENCODED);
        assertThat(product.arguments()).contains("run").doesNotContain(CANARY, ENCODED);
        assertThat(product.written()).doesNotContain(CANARY, ENCODED);
    }

    private static Roboflow workspaces(Collection<Case> cases) {
        return Roboflow.with(cases.stream()
                .map(one -> "{'slug':'" + one.name() + "','keys':[{'key':'" + CANARY + one.name()
                        + "'}],'workflows':[{'slug':'kept'},{'slug':'other'}],"
                        + "'trash':[{'type':'workflow','slug':'lost'}]}")
                .toArray(String[]::new));
    }
}
