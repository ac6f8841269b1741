package dev.trashops.sandbox;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dataset version.
 *
 * @param number from 1, unique in its project and never given twice
 * @param generating still being built
 */
record Version(int number, String name, Instant created, int images, boolean generating, List<Training> trainings) {
    boolean trained() {
        return trainings.stream().anyMatch(Training::finished);
    }

    boolean training() {
        return trainings.stream().anyMatch(Training::underWay);
    }

    Version withName(String newName) {
        return new Version(number, newName, created, images, generating, trainings);
    }

    Version with(Training training) {
        return new Version(
                number,
                name,
                created,
                images,
                generating,
                Stream.concat(trainings.stream(), Stream.of(training)).toList());
    }

    Version without(Training training) {
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
