package dev.trashops.cli;

import dev.trashops.controller.LabelSelector;
import dev.trashops.observability.Logging;
import dev.trashops.roboflow.KeyPlacement;
import dev.trashops.roboflow.Power;
import dev.trashops.roboflow.RoboflowConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.event.Level;

/** Makes the configuration of the operator from settings, or says which one is wrong. */
final class ConfigReader {
    /** What Kubernetes calls a DNS label. */
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final Duration LEAST_INVENTORY = Duration.ofSeconds(10);
    private static final Duration MOST_INVENTORY = Duration.ofDays(1);

    private final Settings settings;

    ConfigReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads everything.
     *
     * @param inPod whether this process runs inside a pod
     * @param instance what it calls itself
     */
    OperatorConfig read(boolean inPod, String instance) {
        URI apiUrl = apiUrl();
        return new OperatorConfig(
                apiUrl,
                settings.choice(Setting.AUTH, KeyPlacement.class),
                settings.choice(Setting.ALLOW, Power.class),
                settings.number(Setting.REQUESTS_PER_SECOND, "0.1", "1000"),
                settings.duration(Setting.INVENTORY_INTERVAL, LEAST_INVENTORY, MOST_INVENTORY),
                namespaces(),
                policies(),
                kubeconfig(),
                settings.text(Setting.CONTEXT),
                settings.yes(Setting.LEADER_ELECTION, inPod),
                leaseName(),
                settings.port(Setting.HTTP_PORT),
                auditLog(),
                settings.choice(Setting.LOG_FORMAT, Logging.Format.class),
                settings.choice(Setting.LOG_LEVEL, Level.class),
                settings.yes(Setting.SHOW_NAMES, false),
                clock(apiUrl),
                instance);
    }

    /** Reads what {@code release-finalizers} needs. */
    FinalizerReleaseConfig readRelease() {
        return new FinalizerReleaseConfig(
                namespaces(),
                policies(),
                kubeconfig(),
                settings.text(Setting.CONTEXT),
                leaseName(),
                settings.text(Setting.OPERATOR_NAMESPACE),
                settings.text(Setting.DEPLOYMENT));
    }

    /** The value is never repeated: people paste keys into URLs. */
    private URI apiUrl() {
        String name = settings.name(Setting.API_URL);
        try {
            URI uri = new URI(settings.text(Setting.API_URL).orElse(""));
            return RoboflowConfig.defaults(Clock.systemUTC()).withBaseUri(uri).baseUri();
        } catch (URISyntaxException e) {
            throw new UsageException(name + " is no URL: write one such as https://api.roboflow.com.");
        } catch (IllegalArgumentException e) {
            throw new UsageException(name + " cannot be used: " + e.getMessage() + ".");
        }
    }

    private OperatorConfig.ClockSource clock(URI apiUrl) {
        OperatorConfig.ClockSource clock = settings.choice(Setting.CLOCK, OperatorConfig.ClockSource.class);
        if (clock == OperatorConfig.ClockSource.SANDBOX
                && !LOOPBACK.matcher(apiUrl.getHost()).matches()) {
            throw settings.bad(
                    Setting.CLOCK,
                    "sandbox",
                    "only the clock of a sandbox on a loopback address can be followed; write system, or set "
                            + Setting.API_URL.option() + " to the sandbox");
        }
        return clock;
    }

    private Set<String> namespaces() {
        Set<String> names = new LinkedHashSet<>();
        for (String name : settings.text(Setting.NAMESPACES).orElse("").split(",", -1)) {
            String stripped = name.strip();
            if (!stripped.isEmpty() && !LABEL.matcher(stripped).matches()) {
                throw settings.bad(
                        Setting.NAMESPACES, stripped, "write names of namespaces, separated by commas: team-a,team-b");
            }
            names.add(stripped);
        }
        names.remove("");
        return names;
    }

    private LabelSelector policies() {
        String text = settings.text(Setting.POLICY_SELECTOR).orElse("");
        try {
            return LabelSelector.parse(text);
        } catch (IllegalArgumentException e) {
            throw settings.bad(
                    Setting.POLICY_SELECTOR,
                    text,
                    e.getMessage() + "; write labels as for kubectl -l: team=a, tier in (gold,silver), !legacy");
        }
    }

    private String leaseName() {
        String name = settings.text(Setting.LEASE_NAME).orElse("");
        if (!LABEL.matcher(name).matches()) {
            throw settings.bad(
                    Setting.LEASE_NAME,
                    name,
                    "write a name of at most 63 small letters, digits and -, beginning and ending with a letter or digit");
        }
        return name;
    }

    /** KUBECONFIG itself may be a list, which the Kubernetes client reads. */
    private Optional<Path> kubeconfig() {
        Optional<Path> file = settings.option(Setting.KUBECONFIG).map(Path::of);
        file.filter(path -> !Files.isReadable(path)).ifPresent(path -> {
            throw settings.bad(Setting.KUBECONFIG, path.toString(), "there is no such file that can be read");
        });
        return file;
    }

    private Optional<Path> auditLog() {
        Optional<Path> file = settings.path(Setting.AUDIT_LOG);
        file.filter(path -> Files.isDirectory(path) || !Files.isDirectory(folder(path)))
                .ifPresent(path -> {
                    throw settings.bad(
                            Setting.AUDIT_LOG, path.toString(), "write the path of a file in a folder that exists");
                });
        return file;
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file : parent;
    }
}
