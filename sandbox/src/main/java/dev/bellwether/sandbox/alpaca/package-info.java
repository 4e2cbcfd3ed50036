// SPDX-License-Identifier: Apache-2.0
/**
 * The stand-in of Alpaca: daily bars by page, latest bars, snapshots, corporate actions, an account
 * with positions, in the shapes of its documentation and with its limits.
 */
package dev.bellwether.sandbox.alpaca;
