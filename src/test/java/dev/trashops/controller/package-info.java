/** Tests of the controllers: pure ones of the mapping, on the mock server, and on a real API server. */
@NullMarked
package dev.trashops.controller;

import org.jspecify.annotations.NullMarked;
