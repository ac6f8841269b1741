"""The commands of the CLI: roboflow workspace, project, version, workflow, train and trash."""

import contextlib
import functools
import io
import json
import os
import subprocess
import sys
import tempfile

import completeness
import typer.main
from roboflow.cli import main as roboflow
from stand import check, equal, through, topic

# The client makes its tree of commands anew for each command, which takes longer than all the rest.
typer.main.get_command = functools.lru_cache(typer.main.get_command)


class Outcome:
    def __init__(self, code, out, err):
        self.code, self.out, self.err = code, out, err

    @property
    def json(self):
        return json.loads(self.out)

    def __repr__(self):
        return f"exit code {self.code}\n{self.out}\n{self.err}"


def cli(*arguments, text=False):
    """Runs a command in this process, without a terminal."""
    completeness.ran(arguments)
    out, err, code = io.StringIO(), io.StringIO(), 0
    before = sys.argv, sys.stdin
    sys.argv, sys.stdin = ["roboflow", *([] if text else ["--json"]), *arguments], io.StringIO("")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            roboflow()
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.argv, sys.stdin = before
    return Outcome(code, out.getvalue(), err.getvalue())


def ok(name, *arguments, **fields):
    """Checks that a command succeeds and that its JSON has these fields."""
    outcome = cli(*arguments)
    answer = outcome.json if outcome.code == 0 and outcome.out else None
    wrong = {k: v for k, v in fields.items() if not isinstance(answer, dict) or answer.get(k) != v}
    check(name, outcome.code == 0 and not wrong, f"{wrong} {outcome!r}")
    return answer


def fails(name, code, *arguments, text=""):
    outcome = cli(*arguments)
    check(name, outcome.code == code and text.lower() in outcome.err.lower(), outcome)


def run(sandbox, workspace, project, workflow):
    os.environ["RF_WORKSPACE"] = workspace
    os.environ["ROBOFLOW_API_KEY"] = f"key-of-{workspace}"
    through(lists, workspace, project, workflow)
    through(workflows, sandbox, workspace, workflow)
    sandbox.reset()
    for checks in CHECKS:
        through(checks, sandbox, workspace, project)
        sandbox.reset()


def lists(workspace, project, workflow):
    topic(f"CLI lists of {workspace}")
    equal("workspace list", [w["url"] for w in ok("workspace list answers", "workspace", "list")], [workspace])
    ok("workspace get", "workspace", "get")
    ok("workspace get by name", "workspace", "get", "--", workspace)
    listed = ok("project list answers", "project", "list")
    equal("project list", [p["id"] for p in listed], [f"{workspace}/{project}", f"{workspace}/second"])
    equal("project list tells public", [p["public"] for p in listed], [True, False])
    equal("project list by type", len(ok("it answers", "project", "list", "--type", "object-detection")), 2)
    equal("project get", ok("it answers", "project", "get", "--", project)["project"]["id"], f"{workspace}/{project}")
    ok("project get by path", "project", "get", "--", f"{workspace}/{project}")
    versions = ok("version list answers", "version", "list", "-p", project)
    equal("version list", [v["id"] for v in versions], [f"{workspace}/{project}/{n}" for n in range(1, 8)])
    equal("version list hides models of v2", [v["id"][-1] for v in versions if "model" in v], ["2", "6"])
    shown = ok("version get answers", "version", "get", "3", "-p", project)["version"]
    check("version get hides models of v2", not {"model", "models", "train"} & shown.keys(), shown)
    ok("version get by path", "version", "get", "--", f"{workspace}/{project}/2")
    exported = cli("version", "export", "1", "-p", project, "-f", "coco")
    check("version export", exported.code == 0, exported)
    equal("workflow list", [w["url"] for w in ok("it answers", "workflow", "list")], [workflow])
    config = ok("workflow get answers", "workflow", "get", "--", workflow)["workflow"]["config"]
    equal(
        "workflow get holds the specification",
        [step["model_id"] for step in json.loads(config)["specification"]["steps"]],
        [f"{project}/2"],
    )
    ok("workflow get by id", "workflow", "get", f"wf-of-{workspace}")
    listed = ok("model list answers", "model", "list", "-p", project)
    equal("model list holds legacy models only", [m["version"] for m in listed], ["2", "6"])
    listed = ok("model list of a group answers", "model", "list", "-p", project, "--group", "sweep")
    equal("model list of a group", [m["modelId"] for m in listed], [f"{project}/2"])
    ok("model get of a version", "model", "get", "--", f"{project}/2")
    ok("model get of a project", "model", "get", "--", f"{workspace}/{project}")
    ok("image get", "image", "get", "-p", project, "--", f"{workspace}-image-1")
    ok("workflow version list", "workflow", "version", "list", "--", workflow)
    runs = ok("train list answers", "train", "list", "--", f"{project}/3")["trainings"]
    equal("train list", [r["status"] for r in runs], ["finished", "finished", "failed"])
    equal("train list tells models", [len(r["modelIds"]) for r in runs], [1, 1, 0])
    equal("trash list", ok("it answers", "trash", "list")["items"], [])
    outcome = cli("trash", "list", text=True)
    check("trash list as text", outcome.code == 0, outcome)


def projects_and_versions(sandbox, workspace, project):
    topic(f"CLI project and version of {workspace}")
    path = f"{workspace}/{project}"
    fails("delete without -y", 1, "project", "delete", "--", project, text="confirmation")
    fails("version delete without -y", 1, "version", "delete", "--", f"{project}/1", text="confirmation")
    equal("nothing went", sandbox.trash(workspace), [])

    gone = {"deleted": True, "type": "version", "workspace": workspace, "project": project, "version": "1", "trash": True}
    ok("version delete", "version", "delete", "-y", "--", f"{project}/1", **gone)
    ok("version delete again", "version", "delete", "-y", "--", f"{path}/1", alreadyInTrash=True)
    ok("version delete of a trained one", "version", "delete", "-y", "--", f"{path}/2", version="2")
    equal("two are in Trash", sandbox.trash(workspace), ["1", "2"])
    fails("version delete of none", 3, "version", "delete", "-y", "--", f"{project}/99")
    ok("version restore", "version", "restore", "--", f"{project}/1", restored=True, type="version", id="1")
    fails("version restore twice", 3, "version", "restore", "--", f"{project}/1", text="not in Trash")

    ok("project delete", "project", "delete", "-y", "--", project, deleted=True, type="project", project=project)
    ok("project delete again", "project", "delete", "-y", "--", path, alreadyInTrash=True)
    fails("project get when trashed", 3, "project", "get", "--", project)
    fails("version delete below a trashed project", 3, "version", "delete", "-y", "--", f"{project}/1")
    fails("version restore below a trashed project", 1, "version", "restore", "--", f"{project}/2", text="in Trash")
    listed = ok("trash list answers", "trash", "list")["items"]
    equal("trash list", sorted((i["type"], i.get("parentInTrash")) for i in listed), [("project", None), ("version", True)])
    equal("what was being trained is cancelled", sandbox_run_of_trash(sandbox, workspace), "cancelled")
    ok("project restore", "project", "restore", "--", project, restored=True, id=f"id-of-{workspace}-project")
    fails("project restore twice", 3, "project", "restore", "--", project, text="not in Trash")
    ok("version restore afterwards", "version", "restore", "--", f"{path}/2", restored=True)
    fails("project delete of none", 3, "project", "delete", "-y", "nothing")
    equal("the Trash is empty", sandbox.trash(workspace), [])


def sandbox_run_of_trash(sandbox, workspace):
    trashed = next(e for e in sandbox.workspace(workspace)["trash"] if e["type"] == "project")
    return next(v for v in trashed["versions"] if v["number"] == 4)["trainings"][0]["status"]


def workflows(sandbox, workspace, workflow):
    topic(f"CLI workflow of {workspace}")
    id = f"wf-of-{workspace}"
    fails("delete without -y", 1, "workflow", "delete", "--", workflow, text="confirmation")
    for named in (workflow, id):
        ok("delete", "workflow", "delete", "-y", "--", named, workflow=workflow, workflowId=id, trash=True)
        ok("delete again", "workflow", "delete", "-y", "--", named, alreadyInTrash=True, workflowId=id)
        equal("it is in Trash", sandbox.trash(workspace), [workflow])
        fails("get when trashed", 3, "workflow", "get", "--", named)
        ok("restore", "workflow", "restore", "--", named, restored=True, type="workflow", id=id)
        fails("restore twice", 3, "workflow", "restore", "--", named, text="not in Trash")
    fails("delete of none", 3, "workflow", "delete", "-y", "nothing")
    ok("create", "workflow", "create", "--name", "Brand New")
    ok("update", "workflow", "update", "brand-new")
    ok("delete what was created", "workflow", "delete", "-y", "brand-new", workflow="brand-new")
    equal("it is in Trash, too", sandbox.trash(workspace), ["brand-new"])


def trainings_start_and_end(sandbox, workspace, project):
    topic(f"CLI train of {workspace}")
    at5, at4 = f"{project}/5", f"{project}/4"
    recipe = ok("recipe", "train", "recipe", "-p", project, "-v", "5", "-t", "rfdetr-nano", modelType="rfdetr-nano")
    ok("start", "train", "start", "-p", project, "-v", "5", status="training_started")
    equal("it runs", list(sandbox.runs(workspace, project, 5).values()), ["running"])
    ok("cancel", "train", "cancel", "--", at5, success=True, refund=True)
    fails("cancel twice", 3, "train", "cancel", "--", at5, text="CANNOT_CANCEL")
    ok("start with a type", "train", "start", "-p", project, "-v", "5", "-t", "rfdetr-nano", "--epochs", "3")
    ok("stop", "train", "stop", "--", at5, success=True)
    ok("stop twice", "train", "stop", "--", at5, success=True)
    ok("start without the word", "train", "-p", project, "-v", "5", status="training_started")
    created = ok(
        "start with a recipe", "train", "start", "-p", project, "-v", "5", "-t", "rfdetr-nano",
        "--train-recipe", json.dumps(recipe["template"]),
    )
    states = sandbox.runs(workspace, project, 5)
    equal("they all are there", list(states.values()), ["cancelled", "stopped", "running", "running"])
    check("the run is named", created.get("trainingId") in states, created)
    equal("results", ok("results answer", "train", "results", "--", at5)["trainingId"], created["trainingId"])
    ok("cancel what is not refunded", "train", "cancel", "--", at4, refund=False, success=False)
    equal("it goes on", sandbox.runs(workspace, project, 4), {f"{workspace}-long": "training"})
    fails("delete in flight", 3, "train", "delete", "--", at4, text="Stop or cancel the run first")
    ok("cancel without a refund", "train", "cancel", "--continue-if-no-refund", "--", at4, refund=False)
    equal("it ended", sandbox.runs(workspace, project, 4), {f"{workspace}-long": "cancelled"})
    ok("delete then", "train", "delete", "--", at4, status="in_trash")
    fails("start on no version", 1, "train", "start", "-p", project, "-v", "99")


def trainings_in_trash(sandbox, workspace, project):
    topic(f"CLI train delete and restore of {workspace}")
    at3 = f"{project}/3"
    oldest, middle, none = (f"{workspace}-{name}" for name in ("oldest", "middle", "none"))
    fails("delete without id of several", 3, "train", "delete", "--", at3, text="MULTIPLE_TRAININGS")
    fails("delete with an empty id", 2, "train", "delete", "--training-id", " ", "--", at3)
    fails("delete of none", 3, "train", "delete", "--training-id", "nothing", "--", at3)
    deleted = ok("delete what does not serve", "train", "delete", f"--training-id={none}", "--", at3, type="training")
    check("no alias action", "versionAliasAction" not in deleted, deleted)
    target = f"{workspace}/{project}-3-2"
    ok("delete what serves", "train", "delete", f"--training-id={oldest}", "--", at3,
       versionAliasAction="repointed", versionAliasTarget=target)
    ok("delete the sole run", "train", "delete", "--", at3, versionAliasAction="deleted")
    equal("all are in Trash", sandbox.trash(workspace), sorted([oldest, middle, none]))
    equal("none is listed", ok("train list answers", "train", "list", "--", at3)["trainings"], [])
    fails("delete without a run", 3, "train", "delete", "--", at3, text="No training runs")
    ok("restore", "train", "restore", f"--training-id={middle}", "--", at3, status="restored", type="training")
    fails("restore twice", 3, "train", "restore", f"--training-id={middle}", "--", at3, text="Only trashed runs")
    ok("version delete", "version", "delete", "-y", "--", at3)
    fails("restore below a trashed version", 3, "train", "restore", f"--training-id={oldest}", "--", at3,
          text="Restore the parent")
    ok("version restore", "version", "restore", "--", at3)
    ok("restore then", "train", "restore", f"--training-id={oldest}", "--", at3, restored=True)

    older = f"{workspace}/{project}/6"
    fails("delete by an id with slashes, which the client does not encode", 3, "train", "delete", "--", f"{project}/6")
    equal("nothing happened", sandbox.runs(workspace, project, 6), {older: "finished"})
    encoded = older.replace("/", "%2F")
    ok("delete by that id, encoded", "train", "delete", f"--training-id={encoded}", "--", f"{project}/6",
       versionAliasAction="deleted")
    ok("restore by that id", "train", "restore", f"--training-id={older}", "--", f"{project}/6", restored=True)
    equal("it is back", sandbox.runs(workspace, project, 6), {older: "finished"})
    sandbox.options(trainings=False)
    fails("train list without the routes", 3, "train", "list", "--", at3)
    sandbox.options(trainings=True)


def keys(sandbox, workspace, project):
    topic(f"CLI keys of {workspace}")
    reads, folder = f"key-of-{workspace}-reads", f"key-of-{workspace}-folder"
    before = sandbox.control("GET", "state")
    fails("trash list with a wrong key", 2, "-k", "wrong", "trash", "list")
    fails("delete with a wrong key", 2, "-k", "wrong", "project", "delete", "-y", "--", project)
    fails("workflow restore with a wrong key", 2, "-k", "wrong", "workflow", "restore", "x")
    fails("train list with a wrong key", 3, "-k", "wrong", "train", "list", "--", f"{project}/3")
    fails("delete without the scope", 2, "-k", reads, "project", "delete", "-y", "--", project)
    fails("version delete without the scope", 2, "-k", reads, "version", "delete", "-y", "--", f"{project}/1")
    fails("train delete without the scope", 3, "-k", reads, "train", "delete", "--", f"{project}/6")
    ok("trash list with reads", "-k", reads, "trash", "list")
    equal("nothing happened", sandbox.control("GET", "state"), before)
    seen = ok("project list of a folder answers", "-k", folder, "project", "list")
    equal("project list of a folder", [p["id"] for p in seen], [f"{workspace}/second"])
    fails("delete outside of the folder", 3, "-k", folder, "project", "delete", "-y", "--", project)
    ok("delete inside of the folder", "-k", folder, "project", "delete", "-y", "second")
    ok("version delete by another", "version", "delete", "-y", "--", f"{project}/1")
    equal("trash list of a folder", [i["url"] for i in ok("it answers", "-k", folder, "trash", "list")["items"]], ["second"])
    ok("restore inside of the folder", "-k", folder, "project", "restore", "second")


def odd_listings(sandbox, workspace, project):
    topic(f"CLI odd listings of {workspace}")
    at1 = f"{project}/1"
    ok("version delete", "version", "delete", "-y", "--", at1)
    sandbox.options(leftOut=["version.parentId"])
    fails("restore without parentId", 1, "version", "restore", "--", at1, text="parentId")
    sandbox.options(leftOut=["version.parentUrl"])
    fails("restore without parentUrl", 3, "version", "restore", "--", at1, text="not in Trash")
    sandbox.options(leftOut=[], pathVersionIds=True)
    fails("restore of an id that is a path", 3, "version", "restore", "--", at1, text="not in Trash")
    sandbox.options(pathVersionIds=False, numericVersionIds=True)
    ok("restore by a numeric id", "version", "restore", "--", at1, restored=True)
    sandbox.options(numericVersionIds=False)


def renames(sandbox, workspace, project):
    topic(f"CLI renames in {workspace}")
    ok("version delete", "version", "delete", "-y", "--", f"{project}/1")
    sandbox.act(workspace, do="rename", type="project", project=project, to="-kitties.1")
    fails("project delete by the old name", 3, "project", "delete", "-y", "--", project)
    fails("version restore by the old name", 3, "version", "restore", "--", f"{project}/1")
    ok("version restore by the new name", "version", "restore", "--", "-kitties.1/1", restored=True)
    ok("project delete by the new name", "project", "delete", "-y", "--", "-kitties.1", projectId=f"id-of-{workspace}-project")
    ok("project restore by the new name", "project", "restore", "--", "-kitties.1")


def regions(us, eu):
    topic("regions")
    for name, uri, key, code in (
        ("the key of its region", eu.uri, "eu-key", 0),
        ("the key of the other region", eu.uri, "key-of-acme", 2),
        ("the other key of the other region", us.uri, "eu-key", 2),
    ):
        environment = {**os.environ, "API_URL": uri, "ROBOFLOW_API_KEY": key, "RF_WORKSPACE": "acme", "ROBOFLOW_REGION": "eu"}
        program = [sys.executable, "-c", "from roboflow.cli import main; main()", "trash", "list", "--json"]
        ended = subprocess.run(program, env=environment, capture_output=True, text=True, timeout=120)
        check(name, ended.returncode == code, ended)


def folders(sandbox, workspace, project):
    topic(f"CLI folder of {workspace}")
    pets = f"folder-of-{workspace}"
    listed = ok("list answers", "folder", "list")
    equal("list", [(f["id"], len(f["projects"])) for f in listed], [(pets, 1)])
    equal("get", ok("it answers", "folder", "get", "--", pets)["data"][0]["projects"][0]["id"], f"{workspace}/{project}")
    ok("add-projects", "folder", "add-projects", "--", pets, "second")
    ok("remove-projects", "folder", "remove-projects", "--", pets, "second")
    made = ok("create", "folder", "create", "Other", status="created")["id"]
    ok("update", "folder", "update", "--name", "Others", made)
    equal("it was renamed", [f["name"] for f in ok("list answers", "folder", "list")], ["Pets", "Others"])
    ok("delete", "folder", "delete", "--", pets, status="deleted")
    fails("delete twice", 3, "folder", "delete", "--", pets)
    fails("get when deleted", 3, "folder", "get", "--", pets)
    ok("delete the last", "folder", "delete", made)
    equal("none is left", ok("list answers", "folder", "list"), [])
    equal("nothing of it is in Trash", sandbox.trash(workspace), [])
    ok("its project is there", "project", "get", "--", project)


def api_keys(sandbox, workspace, _):
    topic(f"CLI api-key of {workspace}")
    full, reads, folder = (f"key-of-{workspace}{name}" for name in ("", "-reads", "-folder"))
    listed = ok("list answers", "api-key", "list")["apiKeys"]
    equal("list", [k["default"] for k in listed], [True, False, False])
    equal("publishable", ok("it answers", "api-key", "publishable")["publishableKey"], f"rf_{workspace}")
    made = ok("create", "api-key", "create", "New", "--folder", f"folder-of-{workspace}")
    new = made["keyId"]
    equal("get", ok("it answers", "api-key", "get", new)["apiKey"]["name"], "New")
    ok("it opens its workspace", "-k", made["key"], "workspace", "get")
    ok("update", "api-key", "update", "--name", "Newer", new)
    rolled = ok("roll", "api-key", "roll", "--yes", new)
    fails("the old one opens nothing", 2, "-k", made["key"], "trash", "list")
    ok("disable", "api-key", "disable", rolled["keyId"])
    fails("a disabled one opens nothing", 2, "-k", rolled["key"], "trash", "list")
    equal("a disabled one is not listed", len(ok("it answers", "api-key", "list")["apiKeys"]), 3)
    fails("revoke without --yes", 1, "api-key", "revoke", rolled["keyId"])
    ok("revoke", "api-key", "revoke", "--yes", rolled["keyId"], status="revoked")
    fails("revoke twice", 3, "api-key", "revoke", "--yes", rolled["keyId"])
    guarded = listed[1]["keyId"]
    ok("protect", "api-key", "protect", guarded)
    fails("revoke a protected one", 1, "api-key", "revoke", "--yes", guarded)
    ok("revoke that of a folder", "api-key", "revoke", "--yes", listed[2]["keyId"])
    fails("it opens nothing", 2, "-k", folder, "trash", "list")
    equal("the others stay", [k["key"] for k in sandbox.workspace(workspace)["keys"]], [full, reads])


def images(sandbox, workspace, project):
    topic(f"CLI image of {workspace}")
    used, orphan = f"{workspace}-image-1", f"{workspace}-orphan"
    ok("delete", "image", "delete", "-p", project, "--", f"{used},{orphan}", deleted=1, skipped=1)
    ok("delete again", "image", "delete", "-p", project, "--", orphan, deleted=0, skipped=1)
    ok("what a project uses stays", "image", "get", "-p", project, "--", used)
    fails("get of none", 3, "image", "get", "-p", project, "--", orphan)
    equal("nothing of it is in Trash", sandbox.trash(workspace), [])


def new_versions(sandbox, workspace, project):
    topic(f"CLI version create of {workspace}")
    ok("version delete", "version", "delete", "-y", "--", f"{project}/7")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as settings:
        json.dump({"preprocessing": {}, "augmentation": {}}, settings)
        settings.flush()
        ok("version create", "version", "create", "-p", project, "--settings", settings.name)
    ok("its number was never used", "version", "get", "8", "-p", project)


CHECKS = (
    projects_and_versions, trainings_start_and_end, trainings_in_trash, keys, odd_listings, renames, folders, api_keys, images,
    new_versions,
)


def final_deletes(sandbox):
    topic("deletes without a Trash")
    sandbox.control("DELETE", "requests")
    os.environ.update(RF_WORKSPACE="acme", ROBOFLOW_API_KEY="key-of-acme")
    ok("project delete", "project", "delete", "-y", "my-detector")
    equal("it is none", sandbox.control("GET", "requests")["finalDeletes"], 0)
    ok("folder delete", "folder", "delete", "folder-of-acme")
    ok("image delete", "image", "delete", "-p", "second", "acme-orphan")
    ok("api-key revoke", "api-key", "revoke", ok("it answers", "api-key", "list")["apiKeys"][1]["keyId"], "--yes")
    equal("they are counted", sandbox.control("GET", "requests")["finalDeletes"], 3)
