// SPDX-License-Identifier: Apache-2.0
/** What the measurements share: figures of several rounds, and where they were made. */
package dev.bellwether.benchmarks.figures;
