local suspended = obj.spec.suspend == true

-- A plan waits for an approval while something is held because of it, because of a limit, or by a brake.
local digest = nil
local waits = false
if obj.status ~= nil and obj.status.observedGeneration == obj.metadata.generation then
  local held = false
  if obj.status.plan ~= nil then
    digest = obj.status.plan.digest
    held = obj.status.plan.held ~= nil and obj.status.plan.held > 0
  end
  waits = held and (suspended or obj.spec.mode == "Plan")
  for _, condition in ipairs(obj.status.conditions or {}) do
    local asks = condition.type == "ApprovalRequired" or condition.type == "LimitExceeded"
    if condition.status == "True" and (asks or (condition.type == "NotAllowed" and held)) then
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
