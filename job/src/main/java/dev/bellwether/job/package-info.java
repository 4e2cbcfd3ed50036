// SPDX-License-Identifier: Apache-2.0
/** The application: reads its configuration, lays out the chosen pipelines, wires their ends. */
package dev.bellwether.job;
