// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong on purpose, decided reproducibly: kinds of fault, rules that say how often and
 * for whom, and the plan that draws for each request. Knows nothing of HTTP or of a provider; each
 * provider adds kinds of its own to the {@link dev.bellwether.sandbox.faults.TransportFaults}.
 */
package dev.bellwether.sandbox.faults;
