"""The official client (package roboflow 1.7.3) against the sandbox, with slugs of several shapes.

Of its CLI every command of the groups api-key, folder, image, model, project, train, trash, version, workflow and workspace is
run; of its SDK every call of Workspace, Project, Version, Training and rfapi that lists, gets, trashes, deletes, restores, trains
or ends these things is made. completeness.py holds both against the client itself, and names what is left out: uploads and
downloads, annotation, autolabel, devices, deployments, batches, video, evaluations, vision events, searches, bills, forks, health,
stars and inference.

    python src/test/python/official_client.py java -jar target/roboflow-trash-operator.jar

Prints a line for each check and a total; the exit code is 1 if one failed.
"""

import sys
import tempfile

import stand
from stand import Sandbox

US = [
    stand.workspace("acme", "my-detector", "gate"),
    stand.workspace("-ab1cd", "-x9y8z", "-gate"),
    stand.workspace("Dots.And_Case", "u.s.-coins-dataset-a.someone", "a.b"),
]
EU = [stand.workspace("acme", "my-detector", "gate", key="eu-key")]


def main(command):
    with tempfile.TemporaryDirectory() as home, Sandbox(command, {"workspaces": US}) as us:
        with Sandbox(command, {"region": "eu", "workspaces": EU}) as eu:
            stand.isolate(us.uri, home)
            # The client binds its URL when it is imported.
            import cli_checks
            import completeness
            import sdk_checks

            completeness.record()

            for slug, project, workflow in ((w["slug"], w["projects"][0]["slug"], w["workflows"][0]["slug"]) for w in US):
                cli_checks.run(us, slug, project, workflow)
                us.reset()
                sdk_checks.run(us, slug, project, workflow)
                us.reset()
            cli_checks.regions(us, eu)
            cli_checks.final_deletes(us)
            completeness.verdict()
    return stand.total()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1:]))
