package dev.trashops.cli;

import java.util.Locale;

/** An option that is on or off. As a boolean, picocli would take a misspelt value for an argument of its own. */
enum Flag {
    ON,
    OFF;

    static Flag of(String value) {
        String text = value.strip();
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> ON;
            case "false" -> OFF;
            default -> throw Converters.refused(text, "write true or false");
        };
    }

    boolean isOn() {
        return this == ON;
    }
}
