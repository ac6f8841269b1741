package dev.trashops.plan.model;

/**
 * Which TrashedItem a claim comes from.
 *
 * @param uid its uid, which a re-created resource of the same name does not share
 */
public record ClaimId(String uid, String namespace, String name) {}
