package dev.trashops.demo;

import java.util.List;

/** What Maven, told to be quiet, does not say. Run from its source, before anything is compiled. */
final class Announcement {
    private Announcement() {}

    /** Prints the arguments. */
    public static void main(String[] arguments) {
        System.out.println(String.join(" ", List.of(arguments)));
    }
}
