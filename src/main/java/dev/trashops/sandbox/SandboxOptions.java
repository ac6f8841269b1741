package dev.trashops.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trashops.sandbox.http.Json;
import dev.trashops.sandbox.http.RefusalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How to start a sandbox. Immutable: each {@code with} gives another one.
 *
 * @param port to listen on; 0 picks a free one
 * @param seed the workspaces to start with; empty for a small, realistic workspace
 * @param baseClock what makes the sandbox clock tick; with a fixed one, it changes only when it is moved
 */
public record SandboxOptions(int port, Optional<JsonNode> seed, Clock baseClock) {

    /** Any free port, the built-in workspace, the system's time. */
    public static SandboxOptions defaults() {
        return new SandboxOptions(0, Optional.empty(), Clock.systemUTC());
    }

    public SandboxOptions withPort(int newPort) {
        return new SandboxOptions(newPort, seed, baseClock);
    }

    public SandboxOptions withSeed(JsonNode newSeed) {
        return new SandboxOptions(port, Optional.of(newSeed), baseClock);
    }

    /**
     * Starts with the workspaces of a seed file.
     *
     * @throws SandboxSeedException when the file cannot be read or is no JSON
     */
    public SandboxOptions withSeed(Path file) {
        try {
            return withSeed(Json.parse(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new SandboxSeedException("The seed file " + file + " can't be read: check its name", unreadable);
        } catch (RefusalException torn) {
            throw new SandboxSeedException("The seed file " + file + " can't be used. " + torn.getMessage(), torn);
        }
    }

    public SandboxOptions withBaseClock(Clock clock) {
        return new SandboxOptions(port, seed, clock);
    }

    /** Lets the base clock show that moment now, and tick from there. */
    public SandboxOptions withStartAt(Instant start) {
        return withBaseClock(Clock.offset(baseClock, Duration.between(baseClock.instant(), start)));
    }

    /** Without the seed, which holds API keys. */
    @Override
    public String toString() {
        return "SandboxOptions[port=" + port + ", seed=" + (seed.isPresent() ? "given" : "built in") + "]";
    }
}
