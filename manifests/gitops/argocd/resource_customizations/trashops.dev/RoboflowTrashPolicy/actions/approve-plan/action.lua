local os = require("os")

local digest = nil
if obj.status ~= nil and obj.status.plan ~= nil then
  digest = obj.status.plan.digest
end
if digest == nil then
  error("No plan waits for an approval.", 0)
end

-- Who fills in the digest that was reviewed approves that plan or none: it may have changed since.
local reviewed = actionParams ~= nil and actionParams["digest"] or nil
if reviewed ~= nil and reviewed ~= "" and reviewed ~= digest then
  error("The plan is not the one you reviewed any more. Review " .. digest .. " and approve that.", 0)
end

-- The approval ends after a day. Both functions mean the same zone here, so what is written is the time of UTC.
local now = os.date("!*t")
local tomorrow = os.time({
  year = now.year, month = now.month, day = now.day + 1, hour = now.hour, min = now.min, sec = now.sec
})
obj.spec.approvedPlan = { digest = digest, ["until"] = os.date("%Y-%m-%dT%H:%M:%SZ", tomorrow) }
return obj
