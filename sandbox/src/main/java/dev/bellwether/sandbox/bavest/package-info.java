// SPDX-License-Identifier: Apache-2.0
/**
 * The stand-in of Bavest's market-data service: the shapes of v0 (POST, bare objects) and v2 (GET,
 * {@code data} envelope) over the recordings. Prices and volumes are exactly as recorded; what is
 * derived from them is derived in {@link dev.bellwether.sandbox.bavest.QuoteFigures} and nowhere
 * else; what is not recorded is {@code null}.
 */
package dev.bellwether.sandbox.bavest;
