package dev.trashops.manifests;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The programs of others that tests of manifests run. An environment variable of a tool's name may say where it is. */
enum Tool {
    /** Whose kustomize knows all that the kustomizations use. */
    KUBECTL(1, 25, "version --client"),

    /** Whose validator of values words its complaints as it does today. */
    HELM(3, 18, "version --short"),

    /** Whose tests of alerts know series that end. */
    PROMTOOL(2, 42, "--version");

    private static final Pattern VERSION = Pattern.compile("\\bv?(\\d+)\\.(\\d+)\\.");

    private final int major;
    private final int minor;
    private final String version;

    Tool(int major, int minor, String version) {
        this.major = major;
        this.minor = minor;
        this.version = version;
    }

    /** Whether it is there, and recent enough. */
    boolean isAtHand() {
        return file().isPresent() && isRecent(run(List.of(version.split(" "))).out());
    }

    /** What to say where it is not. */
    String need() {
        return "needs %s %d.%d or later: put it on the PATH, or set the environment variable %s to it"
                .formatted(program(), major, minor, name());
    }

    /** Where it is. */
    String path() {
        return file().orElseThrow();
    }

    /** Runs it to its end. */
    ProcessResult run(List<String> arguments) {
        return ProcessResult.of(
                Stream.concat(Stream.of(path()), arguments.stream()).toList());
    }

    private String program() {
        return name().toLowerCase(Locale.ROOT);
    }

    private Optional<String> file() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Stream.ofNullable(System.getenv(name())),
                        Stream.of(path.split(File.pathSeparator)).map(folder -> folder + File.separator + program()))
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
    }

    private boolean isRecent(String version) {
        Matcher found = VERSION.matcher(version);
        if (!found.find()) {
            return false;
        }
        int foundMajor = Integer.parseInt(found.group(1));
        return foundMajor > major || (foundMajor == major && Integer.parseInt(found.group(2)) >= minor);
    }
}
