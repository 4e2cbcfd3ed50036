// SPDX-License-Identifier: Apache-2.0
/**
 * Programs started in the background, which other invocations find again by a record on disk, and
 * which end with the program that started them if they shall.
 */
package dev.bellwether.cluster.processes;
