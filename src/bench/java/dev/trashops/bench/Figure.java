package dev.trashops.bench;

/** One row of the table. */
@FunctionalInterface
interface Figure {

    /** Measures it and says it as the table shows it. */
    String measure(Servers servers) throws Exception;
}
