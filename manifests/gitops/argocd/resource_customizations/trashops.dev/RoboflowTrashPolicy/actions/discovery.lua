local suspended = obj.spec.suspend == true

-- A plan waits for an approval while something is held because of it, because of a limit, or only planned.
local digest = nil
local waits = false
if obj.status ~= nil and obj.status.observedGeneration == obj.metadata.generation then
  local held = false
  if obj.status.plan ~= nil then
    digest = obj.status.plan.digest
    held = obj.status.plan.held ~= nil and obj.status.plan.held > 0
  end
  waits = obj.spec.mode == "Plan" and held
  for _, condition in ipairs(obj.status.conditions or {}) do
    if (condition.type == "ApprovalRequired" or condition.type == "LimitExceeded") and condition.status == "True" then
      waits = true
    end
  end
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
actions["approve-plan"] = {
  ["disabled"] = digest == nil or not waits,
  ["displayName"] = "Approve plan",
  ["iconClass"] = "fa fa-fw fa-check-circle",
  ["params"] = { { ["name"] = "digest" } },
}
return actions
