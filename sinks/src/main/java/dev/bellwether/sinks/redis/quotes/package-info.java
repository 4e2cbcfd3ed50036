// SPDX-License-Identifier: Apache-2.0
/**
 * The Redis keys of analyzed quotes, as the readers of the replaced system know them. Keys, times
 * to live and documents depend on the quote alone, never on the clock, so that writing a quote
 * again writes the same bytes.
 */
package dev.bellwether.sinks.redis.quotes;
