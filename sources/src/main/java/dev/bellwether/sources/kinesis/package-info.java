// SPDX-License-Identifier: Apache-2.0
/**
 * Quotes from Kinesis. {@code QuoteRecordReader} makes quotes and dead letters of a record's bytes
 * and knows nothing of Flink. {@code KinesisQuoteSource}, with its {@code OrderedFetcher}, is the
 * one place that knows the legacy consumer, so that a move to another one changes it and nothing
 * else.
 */
package dev.bellwether.sources.kinesis;
