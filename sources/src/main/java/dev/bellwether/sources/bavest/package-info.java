// SPDX-License-Identifier: Apache-2.0
/** Polls Bavest: one quote per symbol and firing, as the fetcher of a polling source. */
package dev.bellwether.sources.bavest;
