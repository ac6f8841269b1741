package dev.trashops.sandbox.workspace;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes internal ids: twenty letters and digits, as Roboflow's are. The same source gives the same ids. */
public final class IdGenerator {
    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 20;

    private final RandomGenerator random;
    private final Set<String> taken = new HashSet<>();

    public IdGenerator(RandomGenerator random) {
        this.random = random;
    }

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
