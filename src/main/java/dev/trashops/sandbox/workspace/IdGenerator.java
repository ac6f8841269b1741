package dev.trashops.sandbox.workspace;

import java.util.Collection;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;

/** Makes internal ids: twenty letters and digits, as Roboflow's are. Every generator gives the same ones. */
public final class IdGenerator {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 20;

    private final Random random = new Random(20_260_420L);
    private final Set<String> taken = new HashSet<>();

    /** Keeps ids that a seed names from being made again. */
    public void reserve(Collection<String> ids) {
        taken.addAll(ids);
    }

    public String next() {
        String id;
        do {
            StringBuilder signs = new StringBuilder(LENGTH);
            for (int i = 0; i < LENGTH; i++) {
                signs.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            id = signs.toString();
        } while (!taken.add(id));
        return id;
    }
}
