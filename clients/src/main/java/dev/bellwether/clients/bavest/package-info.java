// SPDX-License-Identifier: Apache-2.0
/**
 * Bavest's market-data API, versions v0 and v2: quotes, candles, quota and fundamentals.
 *
 * <p>Zeros and {@code null} that the provider uses as filler become unknown here. What does not
 * have the promised form becomes a dead letter with the original bytes; what the provider simply
 * does not have is not available, which is no error.
 */
package dev.bellwether.clients.bavest;
