// SPDX-License-Identifier: Apache-2.0
/** Which symbols belong to what is watched as a whole. */
package dev.bellwether.sources.universe;
