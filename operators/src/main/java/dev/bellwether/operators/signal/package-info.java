// SPDX-License-Identifier: Apache-2.0
/**
 * Strength, confidence and direction of the signal of one quote, and {@link
 * dev.bellwether.operators.signal.SignalFunction}, the step that adds valuation and signal to the
 * statistics.
 */
package dev.bellwether.operators.signal;
