package dev.trashops.sandbox.workspace;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dataset version.
 *
 * @param number from 1, unique in its project and never given twice
 * @param generating still being built
 */
public record Version(
        int number, String name, Instant created, int images, boolean generating, List<TrainingJob> trainings) {
    public boolean trained() {
        return trainings.stream().anyMatch(TrainingJob::finished);
    }

    public boolean training() {
        return trainings.stream().anyMatch(TrainingJob::underWay);
    }

    public Version withName(String newName) {
        return new Version(number, newName, created, images, generating, trainings);
    }

    Version with(TrainingJob training) {
        return new Version(
                number,
                name,
                created,
                images,
                generating,
                Stream.concat(trainings.stream(), Stream.of(training)).toList());
    }

    public Version without(TrainingJob training) {
        return new Version(
                number,
                name,
                created,
                images,
                generating,
                trainings.stream().filter(other -> !other.equals(training)).toList());
    }

    /** In-flight trainings end when a version or its project goes to Trash (manage-trash page, first section). */
    Version withTrainingsCancelled(Instant now) {
        return new Version(
                number,
                name,
                created,
                images,
                generating,
                trainings.stream().map(training -> training.cancelledAt(now)).toList());
    }
}
