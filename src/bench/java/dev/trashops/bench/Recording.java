package dev.trashops.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordingFile;

/** A profile of what an operator does for a while. */
final class Recording {
    private static final int SHOWN = 10;

    private final Optional<Trial> trial;
    private final String what;

    private Recording(Optional<Trial> trial, String what) {
        this.trial = trial;
        this.what = what;
    }

    static Recording none() {
        return new Recording(Optional.empty(), "");
    }

    static Recording of(Trial trial, String what) throws IOException, InterruptedException {
        trial.operator().jcmd("JFR.start", "name=" + what, "settings=profile");
        return new Recording(Optional.of(trial), what);
    }

    /** Ends it and prints where the time went. */
    void end() throws IOException, InterruptedException {
        if (trial.isPresent()) {
            Path file = trial.get()
                    .folder()
                    .resolve(trial.get().workload().total() + "-" + what + ".jfr")
                    .toAbsolutePath();
            trial.get().operator().jcmd("JFR.stop", "name=" + what, "filename=" + file);
            print(file);
        }
    }

    private void print(Path file) throws IOException {
        Map<String, Integer> frames = new HashMap<>();
        int samples = 0;
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                Optional<String> top = top(recording.readEvent());
                top.ifPresent(frame -> frames.merge(frame, 1, Integer::sum));
                samples += top.isPresent() ? 1 : 0;
            }
        }
        System.out.printf("%nProfile at %s, %d samples, %s (%d KiB)%n", what, samples, file, Files.size(file) / 1024);
        List<Map.Entry<String, Integer>> most = frames.entrySet().stream()
                .sorted(Comparator.comparing(Map.Entry<String, Integer>::getValue)
                        .reversed()
                        .thenComparing(Map.Entry::getKey))
                .limit(SHOWN)
                .toList();
        for (Map.Entry<String, Integer> frame : most) {
            System.out.printf("  %5.1f %%  %s%n", 100.0 * frame.getValue() / samples, frame.getKey());
        }
    }

    private static Optional<String> top(RecordedEvent event) {
        if (!event.getEventType().getName().equals("jdk.ExecutionSample") || event.getStackTrace() == null) {
            return Optional.empty();
        }
        return event.getStackTrace().getFrames().stream()
                .findFirst()
                .map(RecordedFrame::getMethod)
                .map(Recording::described);
    }

    private static String described(RecordedMethod method) {
        return method.getType().getName() + "." + method.getName();
    }
}
