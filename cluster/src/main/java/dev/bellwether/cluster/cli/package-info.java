// SPDX-License-Identifier: Apache-2.0
/** The commands of {@code ./bellwether cluster} and {@code ./bellwether health}. */
package dev.bellwether.cluster.cli;
