package dev.trashops.plan.model;

/**
 * An item in the Trash is about to be purged.
 *
 * @param message a sentence with the date and what to do
 */
public record CleanupWarning(Stage stage, String message) {

    /** How near the purge is, as the reason of the CleanupImminent condition. */
    public enum Stage {
        /** Only where a policy warns earlier than seven days before. */
        WITHIN_30D("Within30d"),
        WITHIN_7D("Within7d"),
        WITHIN_3D("Within3d"),
        WITHIN_1D("Within1d");

        private final String text;

        Stage(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
