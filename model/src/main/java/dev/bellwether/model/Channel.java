// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Where people are told. Their order is that of stored values: new ones go to the end. */
public enum Channel {
    /** The log of the job. */
    CONSOLE,
    /** An incoming webhook of Slack. */
    SLACK,
    /** A webhook of Discord. */
    DISCORD,
    /** A mail through Amazon SES. */
    EMAIL,
    /** A short message through Amazon SNS. */
    SMS,
    /** A topic of Amazon SNS. */
    SNS,
    /** Files of JSON lines. */
    FILE
}
