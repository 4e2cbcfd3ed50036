// SPDX-License-Identifier: Apache-2.0
/**
 * Many small files of a folder become one, row for row, safe against a crash at any moment and
 * against jobs and readers that are at work meanwhile.
 */
package dev.bellwether.sinks.files.compaction;
