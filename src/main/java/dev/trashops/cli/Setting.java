package dev.trashops.cli;

import java.util.Arrays;
import java.util.List;

/** Everything that can be set: each option and the environment variable that is equal to it. */
enum Setting {
    API_URL(
            Scope.RUN,
            "--roboflow-api-url",
            "ROBOFLOW_API_URL",
            "URL",
            "https://api.roboflow.com",
            "Where Roboflow's API is. Plain http is taken for a loopback address only."),
    AUTH(
            Scope.RUN,
            "--roboflow-auth",
            "ROBOFLOW_AUTH",
            "query|bearer",
            "query",
            "Whether requests carry the API key as Roboflow documents it or in the Authorization header."),
    ALLOW(
            Scope.RUN,
            "--allow",
            "TRASHOPS_ALLOW",
            "observe|restore|all",
            "all",
            "What this process may do in Roboflow at all, whatever the resources say."),
    REQUESTS_PER_SECOND(
            Scope.RUN,
            "--requests-per-second",
            "TRASHOPS_REQUESTS_PER_SECOND",
            "NUMBER",
            "4",
            "How many requests a second are sent with each API key in the long run."),
    INVENTORY_INTERVAL(
            Scope.RUN,
            "--inventory-interval",
            "TRASHOPS_INVENTORY_INTERVAL",
            "DURATION",
            "10m",
            "How often projects, versions and workflows outside the Trash are read, such as 90s, 10m or 1h."),
    NAMESPACES(
            Scope.RUN_AND_RELEASE,
            "--namespaces",
            "TRASHOPS_NAMESPACES",
            "NAME[,NAME...]",
            "",
            "The namespaces to watch. Without it: all."),
    POLICY_SELECTOR(
            Scope.RUN_AND_RELEASE,
            "--policy-selector",
            "TRASHOPS_POLICY_SELECTOR",
            "LABELS",
            "",
            "The policies that are this deployment's, by their labels as for kubectl -l; items follow their policy."
                    + " Without it: all. Needs a --lease-name of its own beside other deployments."),
    KUBECONFIG(
            Scope.RUN_AND_RELEASE,
            "--kubeconfig",
            "KUBECONFIG",
            "FILE",
            "",
            "How to reach Kubernetes. Without it: the service account inside a pod, ~/.kube/config elsewhere."),
    CONTEXT(
            Scope.RUN_AND_RELEASE,
            "--context",
            "TRASHOPS_KUBE_CONTEXT",
            "NAME",
            "",
            "The context of the kubeconfig. Without it: the current one."),
    LEADER_ELECTION(
            Scope.RUN,
            "--leader-election",
            "TRASHOPS_LEADER_ELECTION",
            "true|false",
            "",
            "Whether replicas agree on the one that acts. Without it: true inside a pod, false elsewhere."),
    LEASE_NAME(
            Scope.RUN_AND_RELEASE,
            "--lease-name",
            "TRASHOPS_LEASE_NAME",
            "NAME",
            "roboflow-trash-operator",
            "The Lease by which the replicas of this deployment elect the one that acts, in the namespace they run in."),
    HTTP_PORT(
            Scope.RUN,
            "--http-port",
            "TRASHOPS_HTTP_PORT",
            "PORT",
            "8080",
            "Where /livez, /readyz and /metrics are served; 0 picks a free port."),
    AUDIT_LOG(
            Scope.RUN,
            "--audit-log",
            "TRASHOPS_AUDIT_LOG",
            "FILE",
            "",
            "Where every change in Roboflow is written down as JSON lines. Without it: standard output."),
    LOG_FORMAT(
            Scope.RUN,
            "--log-format",
            "TRASHOPS_LOG_FORMAT",
            "text|json",
            "text",
            "The shape of log lines, which go to standard error."),
    LOG_LEVEL(
            Scope.RUN,
            "--log-level",
            "TRASHOPS_LOG_LEVEL",
            "error|warn|info|debug|trace",
            "info",
            "How much is logged; debug and trace open up the libraries, too."),
    SHOW_NAMES(
            Scope.RUN,
            "--show-names",
            "TRASHOPS_SHOW_NAMES",
            "true|false",
            "false",
            "Whether names of people who moved items to the Trash may be shown."),
    CLOCK(
            Scope.RUN,
            "--clock",
            "TRASHOPS_CLOCK",
            "system|sandbox",
            "system",
            "Whose clock to go by; sandbox follows the one of a sandbox on a loopback address, to try deadlines."),

    DEPLOYMENT(
            Scope.RELEASE,
            "--deployment",
            "TRASHOPS_DEPLOYMENT",
            "NAME",
            "",
            "The Deployment of the operator to scale down first. Without it: none."),
    OPERATOR_NAMESPACE(
            Scope.RELEASE,
            "--operator-namespace",
            "TRASHOPS_OPERATOR_NAMESPACE",
            "NAME",
            "",
            "The namespace the operator runs in. Without it: the one this runs in, or that the kubeconfig names."),

    SANDBOX_PORT(
            Scope.SANDBOX,
            "--port",
            "TRASHOPS_SANDBOX_PORT",
            "PORT",
            "8085",
            "Where it listens, on the loopback address; 0 picks a free port."),
    SANDBOX_SEED(
            Scope.SANDBOX,
            "--seed",
            "TRASHOPS_SANDBOX_SEED",
            "FILE",
            "",
            "A JSON file with the workspaces it starts with. Without it: a small believable one."),
    SANDBOX_CLOCK(
            Scope.SANDBOX,
            "--clock",
            "TRASHOPS_SANDBOX_CLOCK",
            "INSTANT",
            "",
            "The time its clock starts at, such as 2026-11-23T10:00:00Z. Without it: now."),
    SANDBOX_IN_POD(
            Scope.SANDBOX,
            "--in-pod",
            "TRASHOPS_SANDBOX_IN_POD",
            "true|false",
            "false",
            "Whether it may start inside a pod, where it is easily taken for the real API.");

    /** The commands that a setting belongs to. */
    enum Scope {
        RUN,
        RELEASE,
        RUN_AND_RELEASE,
        SANDBOX;

        private boolean covers(Scope command) {
            return this == command || (this == RUN_AND_RELEASE && (command == RUN || command == RELEASE));
        }
    }

    private final Scope scope;
    private final String option;
    private final String variable;
    private final String label;
    private final String fallback;
    private final String help;

    Setting(Scope scope, String option, String variable, String label, String fallback, String help) {
        this.scope = scope;
        this.option = option;
        this.variable = variable;
        this.label = label;
        this.fallback = fallback;
        this.help = help;
    }

    /** Those of a command, as its help lists them. */
    static List<Setting> of(Scope scope) {
        return Arrays.stream(values())
                .filter(setting -> setting.scope.covers(scope))
                .toList();
    }

    String option() {
        return option;
    }

    String variable() {
        return variable;
    }

    String label() {
        return label;
    }

    /** The value without option and variable; empty for none. */
    String fallback() {
        return fallback;
    }

    String help() {
        return help;
    }
}
