// SPDX-License-Identifier: Apache-2.0
/** Polls Alpaca: the daily bars of a universe, and the positions of an account. */
package dev.bellwether.sources.alpaca;
