package dev.trashops.roboflow.http;

import dev.trashops.roboflow.json.ApiResponse;
import feign.Headers;
import feign.Param;
import feign.RequestLine;

/** One method per documented route, in three interfaces by what they change. No method takes a key. Reads are uncached. */
public final class RoboflowApi {
    private RoboflowApi() {}

    /** Change nothing. */
    @Headers("Accept: application/json")
    public interface Reads {
        @ApiRoute.Of(ApiRoute.KEY)
        @RequestLine("GET /?nocache=true")
        ApiResponse key();

        @ApiRoute.Of(ApiRoute.WORKSPACE)
        @RequestLine("GET /{workspace}?nocache=true")
        ApiResponse workspace(@Param("workspace") PathSegment workspace);

        @ApiRoute.Of(ApiRoute.PROJECT)
        @RequestLine("GET /{workspace}/{project}?nocache=true")
        ApiResponse project(@Param("workspace") PathSegment workspace, @Param("project") PathSegment project);

        @ApiRoute.Of(ApiRoute.VERSION)
        @RequestLine("GET /{workspace}/{project}/{version}?nocache=true")
        ApiResponse version(
                @Param("workspace") PathSegment workspace,
                @Param("project") PathSegment project,
                @Param("version") int version);

        @ApiRoute.Of(ApiRoute.TRAININGS)
        @RequestLine("GET /{workspace}/{project}/{version}/v2/trainings?nocache=true")
        ApiResponse trainings(
                @Param("workspace") PathSegment workspace,
                @Param("project") PathSegment project,
                @Param("version") int version);

        @ApiRoute.Of(ApiRoute.WORKFLOWS)
        @RequestLine("GET /{workspace}/workflows?nocache=true")
        ApiResponse workflows(@Param("workspace") PathSegment workspace);

        @ApiRoute.Of(ApiRoute.WORKFLOW)
        @RequestLine("GET /{workspace}/workflows/{workflow}?nocache=true")
        ApiResponse workflow(@Param("workspace") PathSegment workspace, @Param("workflow") PathSegment workflow);

        @ApiRoute.Of(ApiRoute.TRASH)
        @RequestLine("GET /{workspace}/trash?nocache=true")
        ApiResponse trash(@Param("workspace") PathSegment workspace);
    }

    /** Take items out of the Trash. */
    @Headers({"Accept: application/json", "Content-Type: application/json"})
    public interface Restores {
        @ApiRoute.Of(ApiRoute.RESTORE)
        @RequestLine("POST /{workspace}/trash/restore")
        ApiResponse restore(@Param("workspace") PathSegment workspace, String json);
    }

    /** Move items to the Trash. */
    @Headers("Accept: application/json")
    public interface Trashes {
        @ApiRoute.Of(ApiRoute.TRASH_PROJECT)
        @RequestLine("DELETE /{workspace}/{project}")
        ApiResponse project(@Param("workspace") PathSegment workspace, @Param("project") PathSegment project);

        @ApiRoute.Of(ApiRoute.TRASH_VERSION)
        @RequestLine("DELETE /{workspace}/{project}/{version}")
        ApiResponse version(
                @Param("workspace") PathSegment workspace,
                @Param("project") PathSegment project,
                @Param("version") int version);

        @ApiRoute.Of(ApiRoute.TRASH_WORKFLOW)
        @RequestLine("DELETE /{workspace}/workflows/{workflow}")
        ApiResponse workflow(@Param("workspace") PathSegment workspace, @Param("workflow") PathSegment workflow);

        @ApiRoute.Of(ApiRoute.TRASH_TRAINING)
        @RequestLine(value = "DELETE /{workspace}/{project}/{version}/v2/trainings/{training}", decodeSlash = false)
        ApiResponse training(
                @Param("workspace") PathSegment workspace,
                @Param("project") PathSegment project,
                @Param("version") int version,
                @Param("training") TrainingSegment training);
    }
}
