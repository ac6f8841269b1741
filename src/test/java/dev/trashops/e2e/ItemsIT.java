package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be the matter with an item in Roboflow. */
@RealKube
class ItemsIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void whatStandsInTheWayIsExplainedAndItsRepairIsNoticed(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(
                        workspace(
                                "acme",
                                "'projects':[{'slug':'kept'},{'slug':'namesake','created':'2026-01-01T00:00:00Z'}]",
                                """
                                {'type':'project','slug':'parent','versions':[{'number':1},{'number':2}]},
                                {'type':'version','project':'parent','number':7},
                                {'type':'workflow','slug':'twice','id':'wf_first'},
                                {'type':'workflow','slug':'twice','id':'wf_second'},
                                {'type':'workflow','slug':'lost'},
                                {'type':'workflow','slug':'destroyed'},
                                {'type':'project','slug':'namesake','id':'p_old'}
                                """),
                        workspace("narrow", "'projects':[{'slug':'kept'}]", "{'type':'workflow','slug':'lost'}"));
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme"),
                    Team.item("unknown", "acme", "project later", "Restored"),
                    Team.item("child", "acme", "version parent/7", "Restored"),
                    Team.item("inner", "acme", "version parent/1", "Restored"),
                    Team.item("twice", "acme", "workflow twice", "Restored"),
                    Team.item("destroyed", "acme", "workflow destroyed", "Observed"),
                    Team.item("namesake", "acme", "project namesake", "Restored"),
                    Team.secret("narrow", "key-narrow"),
                    Team.policy("narrow", "scope: {workflows: ['w-*']}"),
                    Team.item("outside", "narrow", "workflow lost", "Restored"));

            team.awaitItem("unknown", "Stalled NotFound");
            assertThat(team.message("unknown")).contains("Check spec.item");
            team.awaitItem("child", "Stalled ParentInTrash");
            team.awaitItem("inner", "Stalled ParentInTrash");
            assertThat(team.message("child")).contains("desiredState: Restored for that project");
            team.awaitItem("twice", "Stalled IdentityAmbiguous");
            assertThat(team.message("twice")).contains("item.id");
            team.awaitItem("namesake", "Stalled IdentityAmbiguous");
            team.awaitItem("destroyed", "Ready Observed");
            team.awaitItem("outside", "Stalled Rejected");
            assertThat(team.message("outside")).contains("spec.scope");
            assertThat(roboflow.applied()).isEmpty();

            roboflow.act("acme", "'do':'purge','type':'workflow','workflow':'destroyed'");
            team.patch("ti", "destroyed", "{'spec':{'desiredState':'Restored'}}");
            roboflow.act("acme", "'do':'create','type':'project','project':'later'");
            roboflow.act("acme", "'do':'restore','type':'project','project':'parent'");
            roboflow.act("acme", "'do':'purge','type':'workflow','id':'wf_second'");
            roboflow.act("acme", "'do':'rename','type':'project','project':'namesake','to':'renamed'");
            team.patch("rtp", "narrow", "{'spec':{'scope':{'workflows':['*']}}}");

            team.awaitItem("unknown", "Ready Restored");
            team.awaitItem("child", "Ready Restored");
            team.awaitItem("inner", "Ready Restored");
            team.awaitItem("twice", "Ready Restored");
            team.awaitItem("namesake", "Ready Restored");
            team.awaitItem("outside", "Ready Restored");
            team.awaitItem("destroyed", "Stalled Lost");
            assertThat(team.message("destroyed")).contains("remove this resource");
            assertThat(roboflow.trash("acme")).containsExactly("lost");
            assertThat(product.arguments()).contains("run");
        }
    }

    @Test
    void whatIsPurgedIsSaid(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(workspace(
                        "acme",
                        "'projects':[{'slug':'kept'}]",
                        "{'type':'workflow','slug':'old'},{'type':'workflow','slug':'late'}"));
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            team.apply(
                    Team.secret("acme", "key-acme"),
                    Team.policy("acme", "suspend: true"),
                    Team.item("old", "acme", "workflow old", "Trashed"),
                    Team.item("late", "acme", "workflow late", "Restored"));
            team.awaitItem("old", "Ready Trashed");
            team.awaitItem("late", "Stalled Suspended");
            roboflow.control("POST", "clock", "{'advance':'P24D'}");
            await().atMost(Team.PATIENCE)
                    .until(() -> team.kubectl("get", "ti", "late", "-o", "yaml"), yaml -> yaml.contains("Within1d"));
            roboflow.control("POST", "clock", "{'advance':'P2D'}");
            team.awaitItem("old", "Ready Purged");
            team.awaitItem("late", "Stalled Purged");
            assertThat(team.message("late")).contains("Remove this resource");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    static String workspace(String slug, String items, String trash) {
        return "{'slug':'" + slug + "','keys':[{'key':'key-" + slug + "'}]," + items + ",'trash':[" + trash + "]}";
    }
}
