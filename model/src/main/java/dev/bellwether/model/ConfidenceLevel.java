// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** How much a signal is to be trusted, derived from its strength. */
public enum ConfidenceLevel {
    LOW,
    MEDIUM,
    HIGH,
    UNKNOWN
}
