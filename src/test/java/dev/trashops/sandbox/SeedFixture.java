package dev.trashops.sandbox;

/** Seeds that several tests share. */
final class SeedFixture {
    private SeedFixture() {}

    /** The workspace that the examples of the manage-trash page were taken from, with their very ids. */
    static final String DOCUMENTED = """
            {'workspaces':[
              {'slug':'my-workspace','name':'My Workspace',
               'keys':[
                 {'key':'full-key'},
                 {'key':'off-key','disabled':true},
                 {'key':'no-scopes','scopes':[]},
                 {'key':'reader','scopes':['workspace:read','project:read','version:read','workflow:read']},
                 {'key':'project-writer','scopes':['project:read','project:update']},
                 {'key':'version-writer','scopes':['version:update']},
                 {'key':'workflow-writer','scopes':['workflow:update']}],
               'projects':[
                 {'slug':'my-detector','name':'My Detector','id':'d_abc123','created':'2025-06-01T10:00:00.250Z','images':200,
                  'versions':[{'number':1,'trained':true},{'number':3,'name':'augmented-416','training':true},
                              {'number':4,'generating':true,'images':0}]},
                 {'slug':'my-other-project','name':'My Other Project','id':'d_xyz789','versions':[{'number':1}]}],
               'workflows':[{'slug':'slow-webhooks','name':'Slow Webhooks','id':'wf_abc123'}],
               'trash':[]},
              {'slug':'elsewhere','keys':[{'key':'elsewhere-key'}],
               'trash':[{'type':'project','slug':'theirs','id':'d_theirs','scheduledCleanupAt':'P3650D'}]}]}
            """;

    /** The same workspace with the Trash of the listing example. */
    static final String DOCUMENTED_TRASH = """
            {'workspaces':[
              {'slug':'my-workspace','keys':[{'key':'full-key'}],
               'projects':[{'slug':'my-other-project','name':'My Other Project','id':'d_xyz789','versions':[{'number':1}]}],
               'trash':[
                 {'type':'project','slug':'my-detector','name':'My Detector','id':'d_abc123',
                  'deletedAt':'2026-04-20T17:05:33Z','deletedBy':'uid-of-user','deletedByName':'Alice',
                  'versions':[{'number':1}]},
                 {'type':'version','project':'my-other-project','number':3,'name':'augmented-416',
                  'deletedAt':'2026-04-21T12:14:02Z'},
                 {'type':'version','project':'my-detector','number':2,'name':'older',
                  'deletedAt':'2026-04-10T00:00:00Z'},
                 {'type':'workflow','slug':'slow-webhooks','name':'Slow Webhooks','id':'wf_abc123',
                  'deletedAt':'-P25D'}]}]}
            """;
}
