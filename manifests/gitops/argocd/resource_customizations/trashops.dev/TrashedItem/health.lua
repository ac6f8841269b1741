-- The status follows kstatus: observedGeneration, Ready, and one of Reconciling and Stalled while Ready is False.
local hs = { status = "Progressing", message = "Waiting for the operator to look at it" }
if obj.status == nil or obj.status.conditions == nil or obj.status.observedGeneration ~= obj.metadata.generation then
  return hs
end

local present = {}
for _, condition in ipairs(obj.status.conditions) do
  if condition.status == "True" then
    present[condition.type] = condition
  end
end

-- What waits until a person says so is no failure.
local waiting = { Suspended = true, PlanOnly = true, ApprovalRequired = true }
if present.Stalled ~= nil then
  hs.message = present.Stalled.message
  hs.status = waiting[present.Stalled.reason] and "Suspended" or "Degraded"
elseif present.Reconciling ~= nil then
  hs.message = present.Reconciling.message
elseif present.Ready ~= nil then
  hs.message = present.Ready.message
  hs.status = "Healthy"
end

if present.CleanupImminent ~= nil then
  hs.message = present.CleanupImminent.message .. " " .. hs.message
end
return hs
