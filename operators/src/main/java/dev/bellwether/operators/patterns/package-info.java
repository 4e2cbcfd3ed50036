// SPDX-License-Identifier: Apache-2.0
/**
 * Patterns over transitions: what several things that began or ended, one after the other, say
 * together. Single symbols with Flink's CEP, the market and feeds with small functions of their
 * own; each recognised pattern is the beginning of an alert, and each has an end.
 */
package dev.bellwether.operators.patterns;
