// SPDX-License-Identifier: Apache-2.0
/**
 * The history of drawdowns as files that any tool can read: CSV in the columns of the screener that
 * this replaces, and Parquet with everything. Append-only, exactly once.
 */
package dev.bellwether.sinks.files.drawdowns;
