// SPDX-License-Identifier: Apache-2.0
/**
 * Statistics recomputed the textbook way, from the recordings or from any array, with nothing in
 * common with the streaming operators: what tests and the demo hold the job's results against.
 */
package dev.bellwether.sandbox.naive;
