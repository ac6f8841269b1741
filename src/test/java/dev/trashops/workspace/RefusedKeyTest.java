package dev.trashops.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trashops.plan.model.Mode;
import dev.trashops.plan.model.Policy;
import dev.trashops.plan.model.Readiness;
import dev.trashops.plan.model.Reason;
import dev.trashops.plan.model.Region;
import dev.trashops.plan.model.WorkspaceId;
import dev.trashops.plan.testdata.PlanInputEdits;
import dev.trashops.workspace.port.RoboflowFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that is refused says where it was tried, since keys of one region look like those of the other. */
class RefusedKeyTest {
    @ParameterizedTest
    @EnumSource(Region.class)
    void aRejectedKeyNamesTheRegionAndWhatToCheck(Region region) {
        assertThat(FailureReadiness.ofRead(new RoboflowFailure.Unauthorized("GET /"), policy(region)))
                .isEqualTo(Readiness.stalled(
                        Reason.INVALID_CREDENTIALS,
                        "Roboflow rejects the API key (http-401) in Secret roboflow (entry api-key) in region "
                                + region
                                + ": it is unknown, revoked or disabled there. Put a valid API key of workspace acme there;"
                                + " a publishable one (rf_...) is for inference only. Keys of one region do not open the"
                                + " other: check spec.region, too; for the other"
                                + " region, create a new policy."));
    }

    @ParameterizedTest
    @EnumSource(Region.class)
    void aKeyOfAnotherWorkspaceNamesItAndTheRegion(Region region) {
        assertThat(FailureReadiness.otherWorkspace(policy(region), "acme-vision")
                        .message())
                .isEqualTo(
                        "The API key in Secret roboflow belongs to workspace acme-vision of region " + region
                                + ", not to acme. Put a key of acme there, or set spec.workspace: acme-vision in a new policy.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme vision", "a/b", "..", "\u001b[31m"})
    void whatIsNoSlugIsNotRepeated(String opened) {
        assertThat(FailureReadiness.otherWorkspace(policy(Region.US), opened).message())
                .isEqualTo(
                        "The API key in Secret roboflow belongs to another workspace of region US, not to acme. Put a"
                                + " key of acme there, or set the right spec.workspace and spec.region in a new policy.");
    }

    @ParameterizedTest
    @EnumSource(Region.class)
    void aWorkspaceThatIsNotFoundNamesTheRegionAndWhatToCheck(Region region) {
        assertThat(FailureReadiness.ofRead(new RoboflowFailure.NotFound("GET /:workspace/trash"), policy(region)))
                .isEqualTo(Readiness.stalled(
                        Reason.WORKSPACE_NOT_FOUND,
                        "Workspace acme does not exist in region " + region
                                + ", or this API key cannot see it (http-404). Check spec.workspace (the slug in the web"
                                + " app's URL), spec.region and the key."));
    }

    private static Policy policy(Region region) {
        return PlanInputEdits.in(new WorkspaceId(region, "acme"), WorkspaceLoopFixture.policy(Mode.ENFORCE));
    }
}
