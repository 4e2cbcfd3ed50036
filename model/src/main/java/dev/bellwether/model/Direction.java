// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Which way. */
public enum Direction {
    UP,
    DOWN,
    /** Neither, or it has none. */
    NONE
}
