// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Where people are told. */
public enum Channel {
    /** The log of the job. */
    CONSOLE,
    /** An incoming webhook of Slack. */
    SLACK,
    /** A webhook of Discord. */
    DISCORD
}
