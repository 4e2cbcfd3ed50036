// SPDX-License-Identifier: Apache-2.0
/**
 * A folder that the job watches as one more feed: files of records, one a line, read like the
 * records of a stream. It is how repaired dead letters come back into a job that reads no stream.
 */
package dev.bellwether.sources.inbox;
