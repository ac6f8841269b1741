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

if present.Stalled ~= nil then
  hs.message = present.Stalled.message
  hs.status = "Degraded"
  return hs
elseif present.Reconciling ~= nil or present.Ready == nil then
  if present.Reconciling ~= nil then
    hs.message = present.Reconciling.message
  end
  return hs
end

-- The policy itself is in order from here on. What it holds back until a person says so is no failure.
local held = obj.status.plan ~= nil and obj.status.plan.held ~= nil and obj.status.plan.held > 0
hs.status = "Suspended"
if obj.spec.suspend == true then
  hs.message = "spec.suspend is true: nothing is done for its items"
elseif present.LimitExceeded ~= nil then
  hs.message = present.LimitExceeded.message
elseif present.ApprovalRequired ~= nil then
  hs.message = present.ApprovalRequired.message
elseif obj.spec.mode == "Plan" and held then
  hs.message = "spec.mode is Plan: what status.plan tells is only planned"
elseif present.NotAllowed ~= nil and held then
  hs.message = present.NotAllowed.message
else
  hs.status = "Healthy"
  hs.message = present.Ready.message
  if present.ItemsStalled ~= nil then
    hs.message = present.ItemsStalled.message
  elseif present.RulesQuestionable ~= nil then
    hs.message = present.RulesQuestionable.message
  elseif present.Truncated ~= nil then
    hs.message = present.Truncated.message
  end
end
return hs
