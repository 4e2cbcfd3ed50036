// SPDX-License-Identifier: Apache-2.0
/**
 * What a stream is fed with in tests and measurements, and what must come of it: records in every
 * documented shape made from the recorded bars, poison among them, and {@link
 * dev.bellwether.sandbox.workload.BatchRecomputation}, which works out from the same figures, with
 * plain loops and without a line of the job, every document and every dead letter that a job may
 * leave behind.
 */
package dev.bellwether.sandbox.workload;
