package dev.trashops.manifests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one version of jar, image, manifests and chart. */
public final class Versions {
    private static final Pattern OF_THE_PROJECT =
            Pattern.compile("<artifactId>" + Manifests.NAME + "</artifactId>\\s*<version>([^<]+)</version>");

    private Versions() {}

    /** Where it stands first. */
    public static String ofThePom() {
        try {
            Matcher version = OF_THE_PROJECT.matcher(Files.readString(Path.of("pom.xml")));
            if (!version.find()) {
                throw new IllegalStateException("pom.xml names no version");
            }
            return version.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
