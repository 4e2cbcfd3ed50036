// SPDX-License-Identifier: Apache-2.0
/** Price/earnings ratio, its class and the signal that it gives; pure functions of one quote. */
package dev.bellwether.operators.valuation;
