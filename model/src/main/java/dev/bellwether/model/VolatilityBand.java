// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/**
 * Class of the absolute change in percent from one observation to the next. Equities and currencies
 * know {@link #LOW}, {@link #MEDIUM} and {@link #HIGH}; crypto-assets have a wider scale of their
 * own with {@link #NORMAL} and {@link #EXTREME}.
 */
public enum VolatilityBand {
    LOW,
    NORMAL,
    MEDIUM,
    HIGH,
    EXTREME
}
