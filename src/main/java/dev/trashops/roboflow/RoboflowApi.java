package dev.trashops.roboflow;

import feign.Headers;
import feign.Param;
import feign.RequestLine;

/**
 * One method per documented route, in three interfaces by power. No method takes a key. Reads ask for uncached answers.
 */
final class RoboflowApi {
    private RoboflowApi() {}

    /** What changes nothing. */
    @Headers("Accept: application/json")
    interface Reads {
        @Route.Of(Route.KEY)
        @RequestLine("GET /?nocache=true")
        Answer key();

        @Route.Of(Route.WORKSPACE)
        @RequestLine("GET /{workspace}?nocache=true")
        Answer workspace(@Param("workspace") Slug workspace);

        @Route.Of(Route.PROJECT)
        @RequestLine("GET /{workspace}/{project}?nocache=true")
        Answer project(@Param("workspace") Slug workspace, @Param("project") Slug project);

        @Route.Of(Route.VERSION)
        @RequestLine("GET /{workspace}/{project}/{version}?nocache=true")
        Answer version(
                @Param("workspace") Slug workspace, @Param("project") Slug project, @Param("version") int version);

        @Route.Of(Route.WORKFLOWS)
        @RequestLine("GET /{workspace}/workflows?nocache=true")
        Answer workflows(@Param("workspace") Slug workspace);

        @Route.Of(Route.TRASH)
        @RequestLine("GET /{workspace}/trash?nocache=true")
        Answer trash(@Param("workspace") Slug workspace);
    }

    /** What takes things out of the Trash. */
    @Headers({"Accept: application/json", "Content-Type: application/json"})
    interface Restores {
        @Route.Of(Route.RESTORE)
        @RequestLine("POST /{workspace}/trash/restore")
        Answer restore(@Param("workspace") Slug workspace, String json);
    }

    /** What moves things to the Trash. */
    @Headers("Accept: application/json")
    interface Trashes {
        @Route.Of(Route.TRASH_PROJECT)
        @RequestLine("DELETE /{workspace}/{project}")
        Answer project(@Param("workspace") Slug workspace, @Param("project") Slug project);

        @Route.Of(Route.TRASH_VERSION)
        @RequestLine("DELETE /{workspace}/{project}/{version}")
        Answer version(
                @Param("workspace") Slug workspace, @Param("project") Slug project, @Param("version") int version);

        @Route.Of(Route.TRASH_WORKFLOW)
        @RequestLine("DELETE /{workspace}/workflows/{workflow}")
        Answer workflow(@Param("workspace") Slug workspace, @Param("workflow") Slug workflow);
    }
}
