// SPDX-License-Identifier: Apache-2.0
/**
 * Puts repaired dead letters back through the job: reads them from files or a queue, judges which
 * can go back, and leaves these where the running job reads its feeds. docs/replay.md is the page
 * for whoever has to do it.
 */
package dev.bellwether.job.replay;
