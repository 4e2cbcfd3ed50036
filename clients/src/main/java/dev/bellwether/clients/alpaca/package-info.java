// SPDX-License-Identifier: Apache-2.0
/** Alpaca's Market Data v2 and Trading v2: bars, accounts, positions. */
package dev.bellwether.clients.alpaca;
