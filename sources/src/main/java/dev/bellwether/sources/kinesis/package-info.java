// SPDX-License-Identifier: Apache-2.0
/**
 * Quotes and alerts from Kinesis. {@code QuoteRecordReader} and {@code AlertRecordReader} make
 * events and dead letters of a record's bytes and know nothing of Flink. {@code StreamConsumer},
 * with its {@code OrderedFetcher}, is the one place that knows the legacy consumer, so that a move
 * to another one changes it and nothing else.
 */
package dev.bellwether.sources.kinesis;
