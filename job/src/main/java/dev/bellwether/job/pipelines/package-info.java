// SPDX-License-Identifier: Apache-2.0
/**
 * The topologies. A pipeline is one class whose one method reads as its data flow; its inputs and
 * outputs are arguments, so that the same class can run with other ends.
 */
package dev.bellwether.job.pipelines;
