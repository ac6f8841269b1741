package dev.trashops.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrdsAreUpToDateTest {
    @Test
    void theCommittedDefinitionsAreWhatTheJavaTypesSay(@TempDir Path generated) throws IOException {
        Path folder = Boolean.getBoolean("crds.write") ? CrdWriter.FOLDER : generated;
        new CrdWriter().write(folder);
        Reference.write(folder);
        if (!Boolean.getBoolean("crds.write")) {
            assertThat(texts(CrdWriter.FOLDER))
                    .as("the folder crds is stale: run  %s  and commit what it wrote", CrdWriter.COMMAND)
                    .isEqualTo(texts(generated));
        }
    }

    private static Map<String, String> texts(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> !file.endsWith("versions.md")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
