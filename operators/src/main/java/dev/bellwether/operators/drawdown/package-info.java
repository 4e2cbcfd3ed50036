// SPDX-License-Identifier: Apache-2.0
/**
 * How far a symbol has fallen from its peak: one drawdown per symbol and session, over a sliding
 * window of sessions or calendar days.
 */
package dev.bellwether.operators.drawdown;
