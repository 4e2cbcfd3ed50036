// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/**
 * Why a record could not be used. The names are part of the dead-letter format and of metric names:
 * they are added to, never renamed.
 */
public enum ReasonCode {
    /** No bytes at all, or nothing but white space. */
    EMPTY,
    /** More bytes than any record of ours can have; not even looked at. */
    OVERSIZED,
    /** The bytes are not in the promised format: not JSON, truncated, wrong encoding. */
    MALFORMED,
    /** Well-formed, but not one of the known shapes: arrays of unequal length, missing envelope. */
    UNEXPECTED_SHAPE,
    /** A quote without one of the fields that every quote must have. */
    MISSING_FIELD,
    /** A figure that is not a finite number: NaN, infinity, or text that is no number. */
    NOT_A_NUMBER,
    /** A figure beyond anything that a market has seen, above a configured ceiling. */
    IMPLAUSIBLE_VALUE,
    /** No price, or a price that is zero, negative, infinite or not a number. */
    INVALID_PRICE,
    /** High below low, or a price field that is negative or infinite. */
    INVALID_RANGE,
    /** Volume negative or infinite. */
    INVALID_VOLUME,
    /** Symbol missing, too long, or with characters that no market uses. */
    INVALID_SYMBOL,
    /** Event time missing, before the configured earliest time, or too far in the future. */
    IMPLAUSIBLE_TIME,
    /** Same symbol, feed and event time as an accepted record, but other figures. */
    CONFLICTING_DUPLICATE,
    /** Older than the newest accepted record of its symbol by more than the tolerance. */
    LATE,
    /** A jump in price that neither a split nor the feed's previous close explains. */
    UNEXPLAINED_JUMP,
    /** Far outside the recent distribution of its symbol. */
    OUTLIER,
    /** A service refused the record for good; the message holds its answer. */
    REFUSED_BY_SERVICE,
    /** Of a feed beyond those of its symbol that bars can be made of at a time. */
    TOO_MANY_FEEDS
}
