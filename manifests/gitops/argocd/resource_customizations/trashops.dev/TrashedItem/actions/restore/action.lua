obj.spec.desiredState = "Restored"
return obj
