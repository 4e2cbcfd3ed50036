// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** How much something asks of a person. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL
}
