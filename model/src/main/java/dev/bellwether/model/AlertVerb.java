// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** What a person does about alerts. */
public enum AlertVerb {
    /** Takes one on. */
    ACKNOWLEDGE,
    /** Gives it back. */
    RELEASE,
    /** Has nobody told of those that match, for a time. */
    SILENCE,
    /** Ends such a silence before its time. */
    END_SILENCE
}
