package dev.trashops.demo;

import dev.trashops.cli.StartupException;
import dev.trashops.demo.Screen.Colour;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the main features on this machine alone; exits with 0 if everything went as expected. */
public final class Demo {
    private static final Logger LOGGER = LoggerFactory.getLogger(Demo.class);

    private final Screen screen;
    private final Stage stage = new Stage();
    private final AtomicBoolean over = new AtomicBoolean();

    private Demo(Screen screen) {
        this.screen = screen;
    }

    /** {@code keep=end} as the first argument, or none: stops everything at the end; any other: runs until Ctrl-C. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean keep = arguments.length > 0 && !arguments[0].equals("keep=end");
        Demo demo = new Demo(Screen.ofProcess(System.getenv()));
        // Whatever ends the process, the servers stop with it.
        Runtime.getRuntime().addShutdownHook(new Thread(demo::interrupted, "end-of-demo"));
        System.exit(demo.play(keep) ? 0 : 1);
    }

    private boolean play(boolean keep) {
        boolean good = false;
        String wrong = "Not everything is as expected.";
        try {
            screen.say("");
            stage.start(System.getenv(), screen);
            good = new Story(stage, screen, Clock.systemUTC()).play(keep);
        } catch (StartupException | IOException | RuntimeException e) {
            LOGGER.error("The demo failed", e);
            wrong = "The demo failed: " + e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (over.compareAndSet(false, true)) {
            screen.end(
                    good
                            ? List.of("", screen.in(Colour.GOOD, "Everything is as expected."))
                            : List.of("", screen.in(Colour.ALARM, wrong)));
            screen.end(List.of(stopped()));
            screen.end(List.of(
                    good
                            ? "Next: explore it with mvn -q -Pdemo -Dkeep, or see \"Install\" in README.md."
                            : "Next: see what went wrong in " + Stage.LOG + "."));
        }
        return good;
    }

    /** On Ctrl-C, and at the end, when there is nothing left to do. */
    private void interrupted() {
        if (over.compareAndSet(false, true)) {
            screen.end(List.of("", "Stopping."));
            screen.end(List.of(stopped(), "The logs are in " + Stage.FOLDER + "."));
        }
    }

    private String stopped() {
        stage.close();
        List<String> left = stage.leftovers();
        return left.isEmpty()
                ? "Stopped. Nothing is left behind: no process, no temporary file."
                : "Stopped, but this is left behind: " + String.join(", ", left) + ".";
    }
}
