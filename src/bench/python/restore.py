"""Restores projects with the official client as a script does: looks for each in the Trash and restores what it finds.

    python restore.py URL WORKSPACE KEY PROJECT...
"""

import os
import sys

url, workspace, key, *projects = sys.argv[1:]
os.environ.update(API_URL=url, APP_URL=url, NO_PROXY="*")

# The client binds its URL when it is imported.
from roboflow.adapters import rfapi  # noqa: E402

for project in projects:
    items = rfapi.list_trash(key, workspace)["items"]
    entry = next(item for item in items if item["type"] == "project" and item["url"] == project)
    rfapi.restore_trash_item(key, workspace, "project", entry["id"])
