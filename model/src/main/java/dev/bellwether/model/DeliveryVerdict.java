// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Why somebody was told of an alert, or was not. */
public enum DeliveryVerdict {
    /** Handed to the channel. */
    TOLD,
    /** A silence matches it. */
    SILENCED,
    /** Another alert that fires stands for it. */
    INHIBITED,
    /** No route leads to anybody. */
    UNROUTED,
    /** Somebody took it on before it was told. */
    ACKNOWLEDGED,
    /** It was over before it was told. */
    OVER,
    /** The recipient wants to hear of severer ones only. */
    BELOW_THRESHOLD,
    /** The recipient is not interested in the symbol. */
    NOT_OF_INTEREST,
    /** The recipient rests; it comes with the digest at the end of it. */
    QUIET_HOURS,
    /** The recipient wants it with the next digest. */
    DIGESTED,
    /** A limit of the recipient or channel is used up; it is counted in the summary. */
    LIMITED,
    /** That channel has it already. */
    REPEATED,
    /** It is over, and that channel was not told that it began. */
    NOT_BEGUN,
    /** The recipient has no address on the channel. */
    NO_ADDRESS
}
