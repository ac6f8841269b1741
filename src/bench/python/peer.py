"""What somebody would write with Kopf who wants one status an item: a condition that says that all is well.

It watches the items of a group of its own and writes nothing else, neither finalizers nor annotations.

    PEER_GROUP=peer.example kopf run --standalone --namespace NAMESPACE peer.py
"""

import datetime
import os

import kopf

GROUP = os.environ["PEER_GROUP"]


@kopf.on.startup()
def configure(settings: kopf.OperatorSettings, **_):
    settings.posting.enabled = False


@kopf.on.event(GROUP, "v1alpha1", "trasheditems")
def observed(body, patch, type, **_):
    generation = body["metadata"]["generation"]
    known = body.get("status", {}).get("observedGeneration")
    if type == "DELETED" or known == generation:
        return
    now = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    patch.status["observedGeneration"] = generation
    patch.status["conditions"] = [
        {
            "type": "Ready",
            "status": "True",
            "reason": body["spec"]["desiredState"],
            "message": "The item is active.",
            "lastTransitionTime": now,
            "observedGeneration": generation,
        }
    ]
