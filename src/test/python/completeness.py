"""Whether the checks have used every command and every call that they are to use, and what they leave out on purpose."""

import functools
import inspect
import re

import typer.main
from roboflow import cli
from roboflow.adapters import rfapi
from roboflow.core.project import Project
from roboflow.core.training import Training
from roboflow.core.version import Version
from roboflow.core.workspace import Workspace
from stand import check, equal, topic

# Of these groups of commands every one is run, but for the ones below. Of no other group one is.
GROUPS = {"api-key", "folder", "image", "model", "project", "train", "trash", "version", "workflow", "workspace"}
OTHER_GROUPS = {
    "annotation", "asynctasks", "auth", "autolabel", "batch", "completion", "deployment", "device", "eval", "universe",
    "video", "vision-events", "workflow-eval",
}
LEFT_OUT = {
    # Files go up or down.
    "image upload", "image annotate", "model upload", "version download",
    # They change or compute what the product does not look at.
    "image metadata", "image tag", "image search", "model star", "model infer", "project create", "project fork",
    "project health", "workflow build", "workflow deploy", "workflow fork", "workflow run",
    "workspace plan", "workspace stats", "workspace usage",
}

# Calls of the SDK that list, get, trash, delete, restore, train or end something, by their first word...
VERB = re.compile(r"(list|get|delete|trash|restore|train|cancel|stop|revoke|remove|start|resolve|versions|models|projects)")
# ...but for those of other groups of commands, of files and of bills.
OTHER_CALLS = re.compile(
    r"annotation|autolabel|batch|video|health|upload|vision_event|model_eval|async_task|search|billing|labeling|_plan|_usage|weights"
    r"|get_model_by_url|restart"
)

commands, calls = set(), set()


def record():
    """From now on notes what is called of the SDK."""
    for owner in (Workspace, Project, Version, Training, rfapi):
        for name, function in functions(owner):
            setattr(owner, name, noting(f"{owner.__name__.split('.')[-1]}.{name}", function))


def functions(owner):
    """Public functions that are defined there."""
    module = owner.__name__ if inspect.ismodule(owner) else owner.__module__
    return [
        (name, function)
        for name, function in vars(owner).items()
        if inspect.isfunction(function) and function.__module__ == module and not name.startswith("_")
    ]


def noting(name, function):
    @functools.wraps(function)
    def noted(*arguments, **named):
        calls.add(name)
        return function(*arguments, **named)

    return noted


def expected_calls():
    return {
        f"{owner.__name__.split('.')[-1]}.{name}"
        for owner in (Workspace, Project, Version, Training, rfapi)
        for name, _ in functions(owner)
        if VERB.match(name) and not OTHER_CALLS.search(name)
    }


def all_commands(command, path=()):
    below = getattr(command, "commands", None)
    if below is None:
        return {" ".join(path)}
    return {leaf for name, part in below.items() for leaf in all_commands(part, (*path, name))}


def ran(arguments):
    """Notes the command of these arguments: the longest that is among them."""
    words = f" {' '.join(arguments)} "
    found = [known for known in known_commands() if f" {known} " in words]
    commands.update(sorted(found, key=len)[-1:])


@functools.lru_cache
def known_commands():
    return all_commands(typer.main.get_command(cli.app))


def verdict():
    topic("nothing is forgotten")
    grouped = {command for command in known_commands() if " " in command}
    equal("groups of commands", {command.split()[0] for command in grouped}, GROUPS | OTHER_GROUPS)
    wanted = {command for command in grouped if command.split()[0] in GROUPS}
    equal("commands that were not run", sorted(wanted - commands - LEFT_OUT), [])
    equal("commands that were run although they are left out", sorted(commands & LEFT_OUT), [])
    equal("calls that were not made", sorted(expected_calls() - calls), [])
