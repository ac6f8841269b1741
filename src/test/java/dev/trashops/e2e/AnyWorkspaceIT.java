package dev.trashops.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.kube.KubeSpace;
import dev.trashops.kube.RealKube;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workspaces as people have them: named without Latin letters, renamed every day, with models that show in various places. */
@RealKube
class AnyWorkspaceIT {
    private static final List<String> SLUGS = List.of(
            "-x9y8z",
            "-object-detection-ab1cd",
            "u.s.-coins-dataset-a.someone",
            "_under",
            "UPPER",
            "videoinfer",
            "my-detector");
    private static final List<String> WORKFLOWS = List.of("-w5v4u", "u.s.-gate.someone", "images", "my-flow");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void oneRuleBringsBackEverythingWhateverItIsCalled(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(shapes());
                Product product = Product.start(space, folder, roboflow.uri(), "--clock", "sandbox")) {
            Set<String> before = active(roboflow);
            team.apply(
                    Team.secret("korean", "key-ab1cd"),
                    policy("rules: [{name: everything, action: Restore,"
                            + " match: {types: [Project, Version, Workflow, Training]}}]"));
            team.awaitPolicy("korean", "Ready Available");
            trashEverything(roboflow);

            await("everything to be back").atMost(Team.PATIENCE).until(() -> active(roboflow), before::equals);
            assertThat(roboflow.trash("-ab1cd")).isEmpty();
            roboflow.control("POST", "clock", "{'advance':'P31D'}");
            team.request("korean", "a month later");
            team.awaitPolicy("korean", "Ready Available");

            assertThat(active(roboflow)).isEqualTo(before);
            assertThat(roboflow.sent())
                    .hasSize(3 * SLUGS.size() + WORKFLOWS.size())
                    .containsOnly("POST /-ab1cd/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void whatIsRenamedAndThenTrashedComesBackByItsId(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(renamedLater());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("korean", "key-ab1cd"),
                    policy(),
                    pinned("pinned-project", "project cats", "p_cats"),
                    pinned("pinned-version", "version dogs/1", "p_dogs"),
                    pinned("pinned-workflow", "workflow gate", "w_gate"),
                    item("pinned-training", "training dogs/2/run-2"),
                    item("seen-project", "project seen"),
                    item("seen-version", "version birds/1"),
                    item("seen-workflow", "workflow seen-gate"),
                    item("seen-training", "training birds/2/run-3"));
            List<String> names = List.of(
                    "pinned-project",
                    "pinned-version",
                    "pinned-workflow",
                    "pinned-training",
                    "seen-project",
                    "seen-version",
                    "seen-workflow",
                    "seen-training");
            names.forEach(name -> team.awaitItem(name, "Ready Restored"));

            Stream.of("cats kitties", "dogs -d0gs", "seen 2nd.seen", "birds Birds")
                    .forEach(pair -> rename(roboflow, "project", pair));
            Stream.of("gate -g4te", "seen-gate seen.gate").forEach(pair -> rename(roboflow, "workflow", pair));
            roboflow.forget();
            Stream.of(
                            "'type':'project','project':'kitties'",
                            "'type':'version','project':'-d0gs','version':1",
                            "'type':'training','project':'-d0gs','version':2,'training':'run-2'",
                            "'type':'workflow','workflow':'-g4te'",
                            "'type':'project','project':'2nd.seen'",
                            "'type':'version','project':'Birds','version':1",
                            "'type':'training','project':'Birds','version':2,'training':'run-3'",
                            "'type':'workflow','workflow':'seen.gate'")
                    .forEach(item -> roboflow.act("-ab1cd", "'do':'trash'," + item));

            await("all to be back").atMost(Team.PATIENCE).until(() -> roboflow.trash("-ab1cd"), List::isEmpty);
            names.forEach(name -> team.awaitItem(name, "Ready Restored"));
            assertRenamed(team, "pinned-project", "kitties");
            assertRenamed(team, "pinned-version", "-d0gs/1");
            assertRenamed(team, "pinned-training", "-d0gs/2/run-2");
            assertRenamed(team, "pinned-workflow", "-g4te");
            assertRenamed(team, "seen-project", "2nd.seen");
            assertRenamed(team, "seen-version", "Birds/1");
            assertRenamed(team, "seen-training", "Birds/2/run-3");
            assertRenamed(team, "seen-workflow", "seen.gate");
            assertThat(roboflow.sent()).hasSize(8).containsOnly("POST /-ab1cd/trash/restore");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    @Test
    void anAutomaticRuleOnVersionsOfEveryModelShapeTrashesTheUntrainedOnesAlone(KubeSpace space) throws Exception {
        Team team = new Team(space, folder);
        try (Roboflow roboflow = Roboflow.with(everyModelShape());
                Product product = Product.start(space, folder, roboflow.uri())) {
            team.apply(
                    Team.secret("korean", "key-ab1cd"),
                    policy(
                            "limits: {settle: 5s, maxTrashedPercent: 50}",
                            "rules: [{name: prune, action: Trash, approval: Automatic,"
                                    + " match: {types: [Version], olderThan: 90d}}]"));
            await("both untrained versions to be in the Trash")
                    .atMost(Team.PATIENCE)
                    .until(() -> roboflow.trash("-ab1cd").size(), size -> size >= 2);
            Reviewer reviewer = new Reviewer(team, "korean");
            await("the rest to be held")
                    .atMost(Team.PATIENCE)
                    .until(() -> team.items().values().stream()
                                    .filter(readiness ->
                                            readiness.matches("Stalled TrainedModel|Reconciling RunningTraining"))
                                    .count()
                            == 10);
            await("a rule that has ten left")
                    .atMost(Team.PATIENCE)
                    .until(() -> reviewer.rule("prune"), "matched 10, planned 10, held 8"::equals);
            assertThat(roboflow.sent()).containsExactlyInAnyOrder("DELETE /-ab1cd/-x9y8z/1", "DELETE /-ab1cd/-x9y8z/9");
            assertThat(product.written()).doesNotContain("ERROR");
        }
    }

    private static void assertRenamed(Team team, String name, String present) {
        String sentence = "renamed to " + present + ".";
        assertThat(team.message(name)).contains(sentence);
        await().atMost(Team.PATIENCE)
                .untilAsserted(() -> assertThat(team.kubectl("events", "--for", "trasheditem/" + name))
                        .contains("DriftCorrected", sentence));
        assertThat(team.kubectl("events", "--for", "trasheditem/" + name)).doesNotContain("NotFound", "(x2");
        assertThat(team.kubectl("get", "ti", name, "-o", "jsonpath={.status.externalRef}"))
                .contains("rl\":\"" + present.replaceFirst("/.*", "") + "\"");
    }

    private static String policy(String... more) {
        return Team.policy("-ab1cd", more)
                .replace("metadata: {name: -ab1cd}", "metadata: {name: korean}")
                .replace("secretKeyRef: {name: -ab1cd}", "secretKeyRef: {name: korean}");
    }

    private static String item(String name, String item) {
        return Team.item(name, "korean", item, "Restored");
    }

    private static String pinned(String name, String item, String id) {
        return item(name, item).replace("}\n  desiredState", ", id: " + id + "}\n  desiredState");
    }

    private static void rename(Roboflow roboflow, String type, String pair) {
        String[] names = pair.split(" ", -1);
        roboflow.act(
                "-ab1cd",
                "'do':'rename','type':'" + type + "','" + type + "':'" + names[0] + "','to':'" + names[1] + "'");
    }

    /** Trainings, versions, then their projects, so that nothing can come back before what it is part of. */
    private static void trashEverything(Roboflow roboflow) {
        for (String slug : SLUGS) {
            String project = "'project':'" + slug + "'";
            roboflow.act(
                    "-ab1cd",
                    "'do':'trash','type':'training'," + project + ",'version':2,'training':'run-" + slug + "'");
            roboflow.act("-ab1cd", "'do':'trash','type':'version'," + project + ",'version':1");
            roboflow.act("-ab1cd", "'do':'trash','type':'project'," + project + ",'cleanupDeleteImages':true");
        }
        WORKFLOWS.forEach(slug -> roboflow.act("-ab1cd", "'do':'trash','type':'workflow','workflow':'" + slug + "'"));
    }

    /** Everything active with its ids: {@code p_1 -x9y8z}, {@code p_1/2/run-a}. */
    private static Set<String> active(Roboflow roboflow) {
        JsonNode workspace = roboflow.workspace("-ab1cd");
        Set<String> all = new TreeSet<>();
        workspace.path("projects").forEach(project -> {
            String id = project.path("id").asText();
            all.add(id + " " + project.path("slug").asText());
            project.path("versions").forEach(version -> {
                String number = id + "/" + version.path("number").asText();
                all.add(number);
                version.path("trainings")
                        .forEach(run -> all.add(number + "/" + run.path("id").asText()));
            });
        });
        workspace
                .path("workflows")
                .forEach(workflow -> all.add(workflow.path("id").asText() + " "
                        + workflow.path("slug").asText()));
        return all;
    }

    private static String shapes() {
        String projects = SLUGS.stream()
                .map(slug -> "{'slug':'" + slug + "','versions':[{'number':1},{'number':2,'trainings':[{'id':'run-"
                        + slug + "'}]}]}")
                .collect(Collectors.joining(","));
        String workflows =
                WORKFLOWS.stream().map(slug -> "{'slug':'" + slug + "'}").collect(Collectors.joining(","));
        return workspace("'projects':[" + projects + "],'workflows':[" + workflows + "]");
    }

    private static String renamedLater() {
        String versions = "'versions':[%s{'number':2,'trainings':[{'id':'run-%d'}]}]}";
        return workspace("'projects':[{'slug':'cats','id':'p_cats'},{'slug':'dogs','id':'p_dogs',"
                + versions.formatted("{'number':1},", 2)
                + ",{'slug':'birds'," + versions.formatted("", 3)
                + "],'workflows':[{'slug':'gate','id':'w_gate'},{'slug':'other'}],"
                + "'trash':[{'type':'project','slug':'seen'},{'type':'version','project':'birds','number':1},"
                + "{'type':'workflow','slug':'seen-gate'}]");
    }

    private static String everyModelShape() {
        String versions = Stream.of(
                        "1",
                        "2,'trained':true",
                        "3,'modelsShownIn':[],'trainings':[{'id':'run-3','models':['-ab1cd/nano-3']}]",
                        "4,'modelsShownIn':['train.model'],'trainings':[{'id':'run-4'}]",
                        "5,'modelsShownIn':['models'],'trainings':[{'id':'run-5'}]",
                        "6,'modelsShownIn':['model'],'trainings':[{'id':'run-6'}]",
                        "7,'modelsShownIn':[],'trainings':[{'id':'run-7','status':'stopped','models':['-x9y8z/7']}]",
                        "8,'modelsShownIn':[],'trainings':[{'id':'run-8','status':'cancelled','models':['-x9y8z/8']}]",
                        "9,'modelsShownIn':[],'trainings':[{'id':'run-9','status':'failed'}]",
                        "10,'modelsShownIn':[],'trainings':[{'id':'run-10','status':'mining','modelGroup':'sweep-10'}]",
                        "11,'training':true",
                        "12,'trainings':[{'id':'-ab1cd/-x9y8z/12','start':'-P9D','end':'-P8D'},"
                                + "{'id':'run-12b','status':'failed','start':'-P2D','end':'-P1D'}]")
                .map(version -> "{'created':'-P100D','number':" + version + "}")
                .collect(Collectors.joining(","));
        return workspace("'projects':[{'slug':'-x9y8z','versions':[" + versions + "]}]");
    }

    private static String workspace(String rest) {
        return "{'slug':'-ab1cd','keys':[{'key':'key-ab1cd'}]," + rest + "}";
    }
}
