package dev.trashops.controller;

/**
 * What is written down for policies beside their statuses.
 *
 * @param plans what is to be trashed, for review
 * @param books what was trashed
 * @param conflicts what stands in the way of either
 */
record Papers(PlanPapers plans, BookPapers books, Conflicts conflicts) {

    /** Forgets what is remembered of the papers of a policy that is gone; the papers themselves go with it. */
    void forget(Owner gone) {
        plans.forget(gone);
        books.forget(gone);
        conflicts.forget(gone);
    }
}
