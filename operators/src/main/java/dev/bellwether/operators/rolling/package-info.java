// SPDX-License-Identifier: Apache-2.0
/**
 * Rolling statistics over the last N observations of each symbol: {@link
 * dev.bellwether.operators.rolling.RollingStatistics} defines and computes them on a {@link
 * dev.bellwether.operators.rolling.RollingWindow}, {@link
 * dev.bellwether.operators.rolling.RollingStatisticsFunction} keeps one window per symbol in Flink
 * state. An update costs O(log N) and one state read and write.
 */
package dev.bellwether.operators.rolling;
