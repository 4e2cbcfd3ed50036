// SPDX-License-Identifier: Apache-2.0
/** Commands for people beside the job: what Redis holds for a symbol, what can be configured. */
package dev.bellwether.job.cli;
