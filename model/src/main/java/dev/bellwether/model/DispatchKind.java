// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Why a group is told. */
public enum DispatchKind {
    /** Alerts began, got worse or ended. */
    CHANGE,
    /** Alerts go on. */
    REPEAT,
    /** Nobody has taken alerts on. */
    ESCALATION,
    /** What was kept for a recipient until now. */
    DIGEST
}
