local suspended = obj.spec.suspend == true

-- What is destroyed for good, or never was, can't be brought back.
local gone = false
if obj.status ~= nil then
  local state = obj.status.observedState
  gone = state == "Purged" or state == "Lost" or state == "Missing"
end

local actions = {}
actions["reconcile"] = {
  ["displayName"] = "Reconcile",
  ["iconClass"] = "fa fa-fw fa-sync",
}
actions["suspend"] = {
  ["disabled"] = suspended,
  ["displayName"] = "Suspend",
  ["iconClass"] = "fa fa-fw fa-pause-circle",
}
actions["resume"] = {
  ["disabled"] = not suspended,
  ["displayName"] = "Resume",
  ["iconClass"] = "fa fa-fw fa-play-circle",
}
actions["restore"] = {
  ["disabled"] = gone or obj.spec.desiredState == "Restored",
  ["displayName"] = "Restore",
  ["iconClass"] = "fa fa-fw fa-undo",
}
return actions
