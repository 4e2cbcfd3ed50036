// SPDX-License-Identifier: Apache-2.0
/**
 * When something is polled: at a fixed rate or by a cron expression, on every day or on trading
 * days, for ever or within a range, and what becomes of a firing that nobody could serve in time.
 *
 * <p>All times are epoch milliseconds UTC. Nothing here reads a clock: the caller says what time it
 * is.
 */
package dev.bellwether.sources.polling.schedule;
