package dev.trashops.sandbox.seed;

import dev.trashops.sandbox.http.JsonFields;
import dev.trashops.sandbox.workspace.IdGenerator;
import java.util.HashSet;
import java.util.Set;

/** The internal ids of one seed: given or made, each but once. */
final class UniqueIds {
    private final IdGenerator ids;
    private final Set<String> seen = new HashSet<>();

    UniqueIds(IdGenerator ids) {
        this.ids = ids;
    }

    /** The id that the fields give, else a new one. */
    String of(JsonFields fields) {
        String id = fields.text("id").orElseGet(ids::next);
        if (!seen.add(id)) {
            throw fields.bad("id", "is used twice: every id must be unique");
        }
        return id;
    }

    String made() {
        return ids.next();
    }
}
