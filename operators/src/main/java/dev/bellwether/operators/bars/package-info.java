// SPDX-License-Identifier: Apache-2.0
/**
 * Turns screened quotes into bars: event-time tumbling spans of one minute, five minutes or a
 * trading session, aggregated incrementally and corrected when a late quote changes them.
 */
package dev.bellwether.operators.bars;
