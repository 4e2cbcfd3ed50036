// SPDX-License-Identifier: Apache-2.0
package dev.bellwether.model;

/** Why a ranking was issued when it was. */
public enum RankingClose {
    /** Every symbol of the universe had its bar. */
    COMPLETE,
    /** The deadline passed, or the input ended, before that. */
    DEADLINE,
    /** A bar came, or was corrected, after the ranking had been issued. */
    CORRECTION
}
