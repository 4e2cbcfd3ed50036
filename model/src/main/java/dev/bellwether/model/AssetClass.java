// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** What kind of instrument a symbol names; sessions and thresholds depend on it. */
public enum AssetClass {
    /** Shares and exchange-traded funds, traded in exchange sessions. */
    EQUITY,
    /** Crypto-assets, traded around the clock; a session is a UTC day. */
    CRYPTO,
    /** Currency pairs, traded around the clock on weekdays; a session is a UTC day. */
    FX
}
