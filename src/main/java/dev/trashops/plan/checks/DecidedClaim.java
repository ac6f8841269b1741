package dev.trashops.plan.checks;

/** A claim and what was decided for it. */
public record DecidedClaim(ClaimFacts facts, Decision decision) {}
