package dev.trashops.e2e;

import dev.trashops.kube.KubeSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What {@code mvn -Pfootprint} measures by, for {@code mvn -Pbench}. */
public final class MeasuredProcess {
    private MeasuredProcess() {}

    /** What the threads of a process have used up to now. */
    public static Duration processorTime(long pid) throws IOException {
        return Footprint.processorTime(pid);
    }

    /** The memory it holds. */
    public static long residentMiB(long pid) throws IOException {
        return Footprint.memoryMiB(pid, "VmRSS");
    }

    /** From the start of the operator until its first status was seen, with that JDK, those flags and three items. */
    public static Duration untilFirstStatus(KubeSpace space, Path folder, String java, List<String> flags)
            throws Exception {
        return new MeasuredRun(space, folder, 3, java).measure(flags).untilFirstStatus();
    }
}
