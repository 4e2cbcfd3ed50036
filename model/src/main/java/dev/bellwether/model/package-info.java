// SPDX-License-Identifier: Apache-2.0
/**
 * The vocabulary that every other module speaks: quotes, bars, analytics and dead letters.
 *
 * <p>All types are Flink POJOs: public fields and a public no-argument constructor, so that Flink
 * serializes them field by field and their state survives upgrades. Times are epoch milliseconds in
 * UTC. An unknown number is {@code NaN} here and absent in JSON; it is never 0.
 */
package dev.bellwether.model;
