// SPDX-License-Identifier: Apache-2.0
/**
 * Files on any file system that Flink knows: dead letters that can be read back byte for byte, and
 * bars. JSON lines, partitioned by date, exactly once through Flink's file sink.
 */
package dev.bellwether.sinks.files;
