// SPDX-License-Identifier: Apache-2.0
/**
 * Configuration as property groups, one per component, in the shape in which Managed Flink hands
 * them over. It is read once, checked as a whole, and answered with one message that lists
 * everything that is wrong.
 */
package dev.bellwether.job.config;
