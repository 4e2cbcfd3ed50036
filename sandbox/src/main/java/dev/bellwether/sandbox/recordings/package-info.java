// SPDX-License-Identifier: Apache-2.0
/**
 * Recorded real market data, read from the class path: daily bars, one day's fundamentals, minute
 * bars of one fund. Nothing here is generated; {@code ORIGIN.md} beside the files says where each
 * comes from. Usable without the servers, by tests and measurements that want real series.
 */
package dev.bellwether.sandbox.recordings;
