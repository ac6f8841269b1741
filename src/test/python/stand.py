"""A running sandbox, the workspaces in it, and the tally of checks."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.request

_results = {True: 0, False: 0}
_topic = ""


def topic(name):
    """What the checks that follow are about."""
    global _topic
    _topic = name


def check(name, passed, detail=""):
    _results[bool(passed)] += 1
    line = f"{_topic}: {name}"
    # Not to where the output of the client is caught.
    print(f"ok   {line}" if passed else f"FAIL {line}\n     {str(detail)[:600]}", file=sys.__stdout__, flush=True)


def equal(name, actual, expected):
    check(name, actual == expected, f"expected {expected!r}, got {actual!r}")


def raises(name, call, kind, text=""):
    """Checks that a call fails with such an exception, whose text holds the given one."""
    try:
        answer = call()
    except kind as error:
        check(name, text.lower() in str(error).lower(), error)
    else:
        check(name, False, f"no {kind.__name__}, but {answer!r}")


def through(checks, *arguments):
    """Runs checks; what they don't expect is a failure of theirs, and the others go on."""
    try:
        checks(*arguments)
    except Exception as error:  # noqa: BLE001
        check("goes through", False, repr(error))


def total():
    print(f"{_results[True] + _results[False]} checks, {_results[False]} failed")
    return 1 if _results[False] else 0


def isolate(uri, home):
    """Lets the client talk to the sandbox only, without any settings of this machine."""
    for name in list(os.environ):
        if name.startswith(("ROBOFLOW_", "RF_")) or name.lower().endswith("_proxy"):
            del os.environ[name]
    os.environ.update(
        API_URL=uri,
        APP_URL=uri,
        HOME=home,
        ROBOFLOW_CONFIG_DIR=os.path.join(home, "no-config.json"),
        NO_PROXY="*",
        COLUMNS="200",
    )


def workspace(slug, project, workflow, key=None):
    """A workspace with versions of every kind that the checks need; its key is named like it."""
    key = key or f"key-of-{slug}"
    path = f"{slug}/{project}"
    run = {"jobType": "train", "modelType": "rfdetr-medium"}
    return {
        "slug": slug,
        "keys": [
            {"key": key},
            {"key": f"{key}-reads", "scopes": ["workspace:read", "project:read", "version:read", "workflow:read"]},
            {"key": f"{key}-folder", "projects": ["second"]},
        ],
        "projects": [
            {
                "slug": project,
                "id": f"id-of-{slug}-project",
                "public": True,
                "versions": [
                    {"number": 1},
                    {"number": 2, "trainings": [{"id": f"{slug}-sweep", "modelGroup": "sweep", **run}]},
                    {
                        "number": 3,
                        "modelsShownIn": [],
                        "trainings": [
                            {"id": f"{slug}-oldest", "start": "-P30D", "end": "-P29D", **run},
                            {"id": f"{slug}-middle", "start": "-P20D", "end": "-P19D", **run},
                            {"id": f"{slug}-none", "status": "failed", "start": "-P10D", "end": "-P9D", **run},
                        ],
                    },
                    {
                        "number": 4,
                        "trainings": [{"id": f"{slug}-long", "status": "training", "start": "-P1D", **run}],
                    },
                    {"number": 5},
                    {"number": 6, "trainings": [{"id": f"{path}/6", **run}]},
                    {"number": 7},
                ],
            },
            {"slug": "second", "versions": [{"number": 1}]},
        ],
        "folders": [{"id": f"folder-of-{slug}", "name": "Pets", "projects": [project]}],
        "images": [
            {"id": f"{slug}-image-1", "project": project},
            {"id": f"{slug}-image-2", "project": project},
            {"id": f"{slug}-orphan"},
        ],
        "workflows": [{"slug": workflow, "id": f"wf-of-{slug}", "models": [f"{project}/2"]}],
    }


class Sandbox(contextlib.AbstractContextManager):
    """A sandbox process; everything but the client's calls goes through its control routes."""

    def __init__(self, command, seed):
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as file:
            json.dump(seed, file)
        self._seed = file.name
        self._process = subprocess.Popen(
            [*command, "sandbox", "--port", "0", "--seed", self._seed], stdout=subprocess.PIPE, text=True
        )
        for line in self._process.stdout:
            if "listening on " in line:
                self.uri = line.split("listening on ")[1].strip()
                break
        else:
            raise SystemExit("The sandbox did not start")
        self._first = self.control("GET", "state")

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(timeout=20)
        os.unlink(self._seed)

    def control(self, method, route, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.uri}/_sandbox/{route}", data, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=30) as answer:
            return json.load(answer)

    def reset(self):
        """Back to the state it started with."""
        self.control("PUT", "state", self._first)
        self.control("DELETE", "faults")

    def options(self, **fields):
        self.control("POST", "options", fields)

    def act(self, workspace, **fields):
        self.control("POST", "actions", {"workspace": workspace, **fields})

    def workspace(self, slug):
        return next(w for w in self.control("GET", "state")["workspaces"] if w["slug"] == slug)

    def trash(self, slug):
        """What is in the Trash: slugs, numbers or ids, sorted."""
        entries = self.workspace(slug)["trash"]
        return sorted(str(e.get("slug") or e.get("number") or e["id"]) for e in entries)

    def runs(self, slug, project, number):
        """Status by id of the trainings of a version."""
        versions = next(p for p in self.workspace(slug)["projects"] if p["slug"] == project)["versions"]
        version = next(v for v in versions if v["number"] == number)
        return {run["id"]: run["status"] for run in version.get("trainings", [])}
