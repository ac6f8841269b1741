package dev.trashops.manifests;

import java.util.List;

/**
 * A value of the chart.
 *
 * @param section under which it is listed
 * @param path its names from the outside in
 * @param unset what it is unless it is set, as YAML in one line
 * @param description what its comment says
 */
record ChartValue(String section, List<String> path, String unset, String description) {

    /** The name under which {@code --set} takes it. */
    String name() {
        return String.join(".", path);
    }
}
