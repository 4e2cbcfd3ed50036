// SPDX-License-Identifier: Apache-2.0
/** Parquet on any file system that Flink knows, without Hadoop and without native code. */
package dev.bellwether.sinks.files.parquet;
