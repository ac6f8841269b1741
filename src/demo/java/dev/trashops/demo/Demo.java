package dev.trashops.demo;

import dev.trashops.cli.StartupException;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows the main features on this machine alone; exits with 0 if everything went as expected. */
public final class Demo {
    private static final Logger LOGGER = LoggerFactory.getLogger(Demo.class);

    private Demo() {}

    /** {@code keep=end} as the first argument, or none: stops everything at the end; any other: runs until Ctrl-C. */
    public static void main(String[] arguments) throws InterruptedException {
        boolean keep = arguments.length > 0 && !arguments[0].equals("keep=end");
        Screen screen = Screen.ofProcess(System.getenv());
        Stage stage = new Stage();
        // Whatever ends the process, the servers stop with it.
        Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "end-of-demo"));
        System.exit(play(screen, stage, keep) ? 0 : 1);
    }

    private static boolean play(Screen screen, Stage stage, boolean keep) {
        try {
            screen.say("");
            stage.start(System.getenv(), screen);
            return new Story(stage, screen, Clock.systemUTC()).play(keep);
        } catch (StartupException | IOException | RuntimeException e) {
            LOGGER.error("The demo failed", e);
            screen.say(screen.in(Screen.Colour.HELD, "The demo failed: " + e.getMessage() + " See " + Stage.LOG + "."));
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
