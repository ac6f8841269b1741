package dev.trashops.plan.model;

/**
 * Which TrashedItem a claim comes from.
 *
 * @param uid its uid, which a re-created resource of the same name does not share
 * @param namespace its namespace
 * @param name its name
 */
public record ClaimId(String uid, String namespace, String name) {}
