// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** What a person does about alerts. */
public enum AlertVerb {
    /** Takes one on. */
    ACKNOWLEDGE,
    /** Gives it back. */
    RELEASE
}
