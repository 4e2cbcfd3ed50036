// SPDX-License-Identifier: Apache-2.0
/** The back-fill of drawdowns, from files to files, against pandas. */
package dev.bellwether.benchmarks.drawdowns;
