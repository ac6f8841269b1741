package dev.trashops.sandbox.workspace;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_EMPTY;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a workspace holds that has no Trash: once deleted it is gone for good. */
public record Trashless(
        @JsonInclude(NON_EMPTY) List<Folder> folders,
        @JsonInclude(NON_EMPTY) List<Image> images) {
    public static final Trashless NOTHING = new Trashless(List.of(), List.of());

    /**
     * A folder of projects, which the API calls a group.
     *
     * @param parent the id of the folder that it is in
     * @param projects the internal ids of the projects in it
     */
    public record Folder(String id, String name, Optional<String> parent, List<String> projects) {
        public Folder renamed(String newName) {
            return new Folder(id, newName, parent, projects);
        }

        public Folder with(List<String> more) {
            return new Folder(
                    id,
                    name,
                    parent,
                    Stream.concat(projects.stream(), more.stream()).distinct().toList());
        }

        public Folder without(List<String> gone) {
            return new Folder(
                    id,
                    name,
                    parent,
                    projects.stream().filter(project -> !gone.contains(project)).toList());
        }
    }

    /**
     * An image with an id of its own, beside those that a project only counts.
     *
     * @param project the internal id of the project that uses it; an orphan has none
     */
    public record Image(String id, Optional<String> project) {}

    public Optional<Folder> folder(String id) {
        return folders.stream().filter(folder -> folder.id().equals(id)).findFirst();
    }

    /** With the folder added, or put in place of the one of its id. */
    public Trashless with(Folder folder) {
        boolean known = folder(folder.id()).isPresent();
        List<Folder> changed = known
                ? folders.stream()
                        .map(other -> other.id().equals(folder.id()) ? folder : other)
                        .toList()
                : Stream.concat(folders.stream(), Stream.of(folder)).toList();
        return new Trashless(changed, images);
    }

    public Trashless without(Folder folder) {
        return new Trashless(
                folders.stream().filter(other -> !other.equals(folder)).toList(), images);
    }

    public Trashless withoutImages(Predicate<Image> gone) {
        return new Trashless(folders, images.stream().filter(gone.negate()).toList());
    }

    /** What a key that is limited to these projects sees of it. */
    Trashless ofProjects(List<String> ids) {
        return new Trashless(
                folders.stream()
                        .filter(folder -> folder.projects().stream().anyMatch(ids::contains))
                        .map(folder -> new Folder(
                                folder.id(),
                                folder.name(),
                                folder.parent(),
                                folder.projects().stream().filter(ids::contains).toList()))
                        .toList(),
                images.stream()
                        .filter(image -> image.project().filter(ids::contains).isPresent())
                        .toList());
    }
}
