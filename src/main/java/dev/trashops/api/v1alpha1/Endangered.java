package dev.trashops.api.v1alpha1;

/** How soon an item that nobody wants trashed may be permanently deleted. */
public enum Endangered {
    Within1d,

    Within3d,

    Within7d
}
