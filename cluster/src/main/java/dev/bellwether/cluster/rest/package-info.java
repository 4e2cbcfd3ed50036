// SPDX-License-Identifier: Apache-2.0
/** A client of the REST API of any Flink 1.20 cluster. */
package dev.bellwether.cluster.rest;
