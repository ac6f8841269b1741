package dev.trashops.roboflow.http;

/** Where a request carries the API key. */
public enum KeyPlacement {
    /** In the query parameter {@code api_key}, as in every documented Trash request. */
    QUERY,
    /** In the header {@code Authorization: Bearer}, which keeps it out of the access logs of proxies. */
    BEARER
}
